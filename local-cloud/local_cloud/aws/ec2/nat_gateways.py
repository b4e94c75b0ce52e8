"""Deleting NAT gateways.

Restores: DeleteNatGateway frees the gateway's network interface and address. moto keeps both, so that the
subnet would stay in use for ever.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from local_cloud.aws.patching import around


def extend() -> None:
    """Frees what a NAT gateway holds."""
    from moto.ec2.models import EC2Backend

    around(EC2Backend, "delete_nat_gateway", _delete_nat_gateway)


def _delete_nat_gateway(original: Callable[[str], Any], backend: Any, nat_gateway_id: str) -> Any:
    gateway = original(nat_gateway_id)
    interface = gateway._eni.id
    for address in backend.describe_addresses():
        if getattr(address.eni, "id", None) == interface:
            backend.disassociate_address(association_id=address.association_id)
    backend.enis.pop(interface, None)
    backend.tags.pop(nat_gateway_id, None)
    return gateway
