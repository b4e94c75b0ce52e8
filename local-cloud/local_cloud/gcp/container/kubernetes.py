"""The Kubernetes API servers of GKE's clusters: where they are, and whom they let in.

A permission of IAM is enough, and so is a role of the cluster.
https://docs.cloud.google.com/kubernetes-engine/docs/how-to/iam
"""

from __future__ import annotations

import threading
from collections.abc import Iterator

from local_cloud.gcp.authorization import Authorization
from local_cloud.gcp.call import Json
from local_cloud.gcp.callers import Caller, caller_of_token
from local_cloud.gcp.store import Store, short
from local_cloud.kubernetes.authorities import Authorities
from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.endpoints import CloudClusters, Endpoint
from local_cloud.kubernetes.identity import Attempt, Identity
from local_cloud.kubernetes.unbacked import attend_unbacked

PORT = 443
CLUSTERS = "container.googleapis.com/projects/"
ANSWERING = ("RUNNING", "RECONCILING")
DRIVER = "pd.csi.storage.gke.io"
VERBS = {"deletecollection": "delete", "patch": "update", "watch": "list"}
"""IAM has fewer."""
STORAGE_CLASSES: tuple[Json, ...] = tuple(
    {
        "metadata": {
            "name": name,
            "annotations": {"storageclass.kubernetes.io/is-default-class": "true"} if is_default else {},
        },
        "provisioner": DRIVER,
        "parameters": {"type": disk},
        "allowVolumeExpansion": True,
        "volumeBindingMode": "WaitForFirstConsumer",
    }
    for name, disk, is_default in (
        ("standard-rwo", "pd-balanced", True),
        ("premium-rwo", "pd-ssd", False),
    )
)
"""https://docs.cloud.google.com/kubernetes-engine/docs/concepts/persistent-volumes#storageclasses"""


class GkeClusters:
    """The clusters of all projects."""

    def __init__(
        self, store: Store, authorization: Authorization, authorities: Authorities, lock: threading.RLock
    ) -> None:
        self._store = store
        self._authorization = authorization
        self._authorities = authorities
        self._lock = lock

    @property
    def clusters(self) -> CloudClusters:
        """As the API servers look for them."""
        return CloudClusters(self._at, self._is_alive)

    def _at(self, host: str, port: int) -> Endpoint | None:
        """The latest cluster at an address: private ones may be used by networks that don't meet."""
        with self._lock:
            found = [(name, one) for name, one in self._all() if port == PORT and host in _hosts(one)]
            if not found:
                return None
            return self._endpoint(*max(found, key=lambda each: str(each[1]["createTime"])))

    def _is_alive(self, identity: str) -> bool:
        with self._lock:
            return any(cluster["id"] == identity for _, cluster in self._all())

    def _all(self) -> Iterator[tuple[str, Json]]:
        for name, resource in self._store.items(CLUSTERS):
            if name.split("/")[-2] == "clusters" and resource["status"] in ANSWERING:
                yield name, resource

    def _endpoint(self, name: str, cluster: Json) -> Endpoint:
        def attend(state: Cluster) -> None:
            attend_unbacked(state, DRIVER, cluster["locations"][0])

        return Endpoint(
            identity=cluster["id"],
            version=cluster["currentMasterVersion"],
            service_cidr=cluster["servicesIpv4Cidr"],
            authority=self._authorities.of(cluster["id"]),
            authenticate=lambda token: self._identity(name, token),
            storage_classes=STORAGE_CLASSES,
            attend=attend,
        )

    def _identity(self, name: str, token: str) -> Identity | None:
        caller = caller_of_token(token)
        if not caller.is_known:
            return None
        return Identity(caller.name, permits=lambda attempt: self._permits(name, caller, attempt))

    def _permits(self, name: str, caller: Caller, attempt: Attempt) -> bool:
        """Permissions are named after resources; all custom ones are third parties' objects."""
        resource, _, subresource = attempt.resource.partition("/")
        if "." in attempt.group and not attempt.group.endswith(".k8s.io"):
            resource = "thirdPartyObjects"
        verb = VERBS.get(attempt.verb, attempt.verb)
        words = [resource, f"{verb}{subresource.capitalize()}"]
        permission = f"container.{'.'.join(words)}"
        with self._lock:
            project = name.split("/")[2]
            return self._authorization.allows(caller, project, permission, short(name))


def _hosts(cluster: Json) -> set[str]:
    """Where a cluster is reached: by the addresses and the name that are switched on."""
    private, endpoints = cluster["privateClusterConfig"], cluster["controlPlaneEndpointsConfig"]
    hosts = {private["privateEndpoint"]} if endpoints["ipEndpointsConfig"].get("enabled", True) else set()
    if hosts and not private.get("enablePrivateEndpoint"):
        hosts.add(private["publicEndpoint"])
    if endpoints["dnsEndpointConfig"].get("allowExternalTraffic"):
        hosts.add(endpoints["dnsEndpointConfig"]["endpoint"])
    return {str(host) for host in hosts}
