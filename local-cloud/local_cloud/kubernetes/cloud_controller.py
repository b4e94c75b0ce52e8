"""Services of type LoadBalancer: the cloud makes a load balancer for each, and removes it before the Service.

https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
"""

from __future__ import annotations

from typing import Protocol

from local_cloud.kubernetes.admission import Write
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.happenings import report
from local_cloud.kubernetes.store import Event
from local_cloud.kubernetes.values import Json, dig
from local_cloud.kubernetes.writing import update

FINALIZER = "service.kubernetes.io/load-balancer-cleanup"
WRITE = Write("cloud-controller-manager")
MAKING_SECONDS, REMOVING_SECONDS, RETRY_SECONDS = 0.2, 1.0, 3.0


class CannotProvision(Exception):
    """The cloud can't make what is asked for; the message is for whoever looks why."""


class LoadBalancers(Protocol):
    """How a cloud makes load balancers."""

    def is_responsible(self, service: Json) -> bool:
        """Whether the cloud's own controller is to take care of a Service."""

    def ensure(self, service: Json) -> list[Json]:
        """Makes the load balancer unless it is there, and tells where it is reached.

        Raises CannotProvision.
        """

    def remove(self, service: Json) -> None:
        """Removes it, if it is there."""


class CloudController:
    """Follows the Services of a cluster."""

    def __init__(self, cluster: Cluster, balancers: LoadBalancers) -> None:
        self._cluster = cluster
        self._balancers = balancers
        cluster.store.listen(self._follow)

    def _follow(self, event: Event) -> None:
        if event.kind.key != ("", "services") or event.type == "DELETED":
            return
        service = event.item
        place = (service["metadata"]["namespace"], service["metadata"]["name"])
        if self._is_wanted(service):
            if not dig(service, "status", "loadBalancer", "ingress"):
                self._cluster.later(MAKING_SECONDS, lambda: self._make(*place))
        elif FINALIZER in (service["metadata"].get("finalizers") or []):
            self._cluster.later(REMOVING_SECONDS, lambda: self._remove(*place))

    def _is_wanted(self, service: Json) -> bool:
        return (
            service["spec"]["type"] == "LoadBalancer"
            and not service["metadata"].get("deletionTimestamp")
            and self._balancers.is_responsible(service)
        )

    def _make(self, namespace: str, name: str) -> None:
        kind = self._cluster.kind("services")
        service = self._cluster.store.find(kind, namespace, name)
        if service is None or not self._is_wanted(service):
            return
        finalizers = service["metadata"].get("finalizers") or []
        if FINALIZER not in finalizers:
            service = self._write_finalizers(service, [*finalizers, FINALIZER])
        if dig(service, "status", "loadBalancer", "ingress"):
            return
        try:
            ingress = self._balancers.ensure(service)
        except CannotProvision as error:
            report(self._cluster, service, "SyncLoadBalancerFailed", f"Error syncing load balancer: {error}")
            self._cluster.later(RETRY_SECONDS, lambda: self._make(namespace, name))
            return
        self._write_status(service, {"loadBalancer": {"ingress": ingress}})

    def _remove(self, namespace: str, name: str) -> None:
        service = self._cluster.store.find(self._cluster.kind("services"), namespace, name)
        if service is None or self._is_wanted(service):
            return
        self._balancers.remove(service)
        if not service["metadata"].get("deletionTimestamp"):
            service = self._write_status(service, {"loadBalancer": {}})
        finalizers = [one for one in service["metadata"].get("finalizers") or [] if one != FINALIZER]
        self._write_finalizers(service, finalizers)

    def _write_finalizers(self, service: Json, finalizers: list[str]) -> Json:
        wanted = {**service, "metadata": {**service["metadata"], "finalizers": finalizers}}
        return update(self._cluster, self._cluster.kind("services"), "v1", wanted, service, WRITE)

    def _write_status(self, service: Json, status: Json) -> Json:
        kind = self._cluster.kind("services")
        return update(self._cluster, kind, "v1", {**service, "status": status}, service, WRITE, "status")
