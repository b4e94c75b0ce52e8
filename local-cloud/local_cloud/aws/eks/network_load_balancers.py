"""Services of type LoadBalancer on EKS: what its cloud controller makes of them.

A network load balancer for each, whichever kind the Service's annotations name, in the subnets that are
tagged for it, tagged itself as the cluster's.
https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html
"""

from __future__ import annotations

import threading
from typing import Any

from local_cloud.kubernetes.cloud_controller import CannotProvision
from local_cloud.kubernetes.values import Json

ANNOTATION = "service.beta.kubernetes.io/aws-load-balancer"
CLASSES = (None, "service.k8s.aws/nlb", "eks.amazonaws.com/nlb")
"""EKS' own controller, its load balancer controller, and that of Auto Mode."""
NAME_LENGTH = 32


class NetworkLoadBalancers:
    """Makes them for one cluster."""

    def __init__(self, account: str, region: str, cluster: Any, lock: threading.RLock) -> None:
        self._account = account
        self._region = region
        self._cluster = cluster
        self._lock = lock

    def is_responsible(self, service: Json) -> bool:
        """Whatever names no class of others."""
        return service["spec"].get("loadBalancerClass") in CLASSES

    def ensure(self, service: Json) -> list[Json]:
        """A load balancer with a name made of the Service's id."""
        with self._lock:
            balancer = self._find(service)
            if balancer is None:
                balancer = self._make(service)
            return [{"hostname": balancer.dns_name}]

    def remove(self, service: Json) -> None:
        """With its network interfaces."""
        with self._lock:
            balancer = self._find(service)
            if balancer is not None:
                self._backend.delete_load_balancer(balancer.arn)

    @property
    def _backend(self) -> Any:
        from moto.elbv2.models import elbv2_backends

        return elbv2_backends[self._account][self._region]

    def _find(self, service: Json) -> Any:
        name = _name_of(service)
        balancers = self._backend.load_balancers.values()
        return next((one for one in balancers if one.name == name), None)

    def _make(self, service: Json) -> Any:
        metadata = service["metadata"]
        is_internal = _is_internal(metadata.get("annotations") or {})
        tags = {
            f"kubernetes.io/cluster/{self._cluster.name}": "owned",
            "kubernetes.io/service-name": f"{metadata['namespace']}/{metadata['name']}",
        }
        return self._backend.create_load_balancer(
            name=_name_of(service),
            security_groups=[],
            subnet_ids=self._subnets(is_internal),
            scheme="internal" if is_internal else "internet-facing",
            loadbalancer_type="network",
            tags=[{"Key": key, "Value": value} for key, value in tags.items()],
        )

    def _subnets(self, is_internal: bool) -> list[str]:
        """One for each zone, by the tag that says what they are for."""
        from moto.ec2.models import ec2_backends

        backend = ec2_backends[self._account][self._region]
        role = "kubernetes.io/role/internal-elb" if is_internal else "kubernetes.io/role/elb"
        by_zone: dict[str, str] = {}
        for subnet in backend.describe_subnets():
            tags = {
                tag["key"]: tag["value"]
                for tag in backend.describe_tags(filters={"resource-id": [subnet.id]})
            }
            if subnet.vpc_id == self._cluster.resources_vpc_config["vpcId"] and tags.get(role) in ("1", ""):
                by_zone.setdefault(subnet.availability_zone, subnet.id)
        if not by_zone:
            text = f"could not find any suitable subnets for creating the ELB: none has the tag {role}"
            raise CannotProvision(text)
        return list(by_zone.values())


def _name_of(service: Json) -> str:
    return f"a{service['metadata']['uid'].replace('-', '')}"[:NAME_LENGTH]


def _is_internal(annotations: dict[str, str]) -> bool:
    """EKS' own controller faces the internet unless told otherwise."""
    scheme = annotations.get(f"{ANNOTATION}-scheme")
    return scheme == "internal" or (scheme is None and annotations.get(f"{ANNOTATION}-internal") == "true")
