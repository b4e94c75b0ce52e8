"""Load balancers have network interfaces in their subnets, which can't be deleted before them.

Restores, of CreateLoadBalancer and DeleteLoadBalancer: an interface of each load balancer in each of its
subnets. moto makes none, so that the deletion of a network would not be stopped by one that was left behind.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from local_cloud.aws.patching import around


def extend() -> None:
    """Mends creation and deletion."""
    from moto.elbv2.models import ELBv2Backend

    around(ELBv2Backend, "create_load_balancer", _create)
    around(ELBv2Backend, "delete_load_balancer", _delete)


def _create(original: Callable[..., Any], backend: Any, *args: Any, **kwargs: Any) -> Any:
    balancer = original(*args, **kwargs)
    for subnet in balancer.subnets:
        backend.ec2_backend.create_network_interface(
            subnet,
            private_ip_address=[],
            group_ids=list(balancer.security_groups or []),
            description=_description(balancer.arn),
        )
    return balancer


def _delete(original: Callable[[str], Any], backend: Any, arn: str) -> Any:
    result = original(arn)
    for interface in list(backend.ec2_backend.enis.values()):
        if interface.description == _description(arn):
            backend.ec2_backend.delete_network_interface(interface.id)
    return result


def _description(arn: str) -> str:
    """As AWS describes them: `ELB net/my-load-balancer/50dc6c495c0c9188`."""
    return f"ELB {arn.partition(':loadbalancer/')[2]}"
