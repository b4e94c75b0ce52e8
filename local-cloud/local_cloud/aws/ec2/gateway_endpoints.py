"""Changing the route tables of a gateway endpoint.

Restores: ModifyVpcEndpoint puts a route to the service into each table that it adds, and takes it from each
that it removes. moto changes the endpoint only, so that DeleteVpcEndpoints then fails on the missing routes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from local_cloud.aws.patching import around


def extend() -> None:
    """Keeps the routes of gateway endpoints with their tables."""
    from moto.ec2.models.vpcs import VPCEndPoint

    around(VPCEndPoint, "modify", _modify)


def _modify(original: Callable[..., None], endpoint: Any, *args: Any, **kwargs: Any) -> None:
    before = set(endpoint.route_table_ids or [])
    original(*args, **kwargs)
    if not endpoint.destination_prefix_list_id:
        return
    after = set(endpoint.route_table_ids or [])
    for table in sorted(after - before):
        endpoint.ec2_backend.create_route(
            table,
            None,
            gateway_id=endpoint.id,
            destination_prefix_list_id=endpoint.destination_prefix_list_id,
        )
    for table in sorted(before - after):
        endpoint.ec2_backend.delete_route(table, endpoint.destination_prefix_list_id)
