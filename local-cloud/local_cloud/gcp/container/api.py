"""The calls of GKE: clusters, node pools, and the operations that all changes are.

One change at a time: another one is refused until the cluster is through with the first.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

from local_cloud.absence import given
from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.container import checks
from local_cloud.gcp.container.answers import shown_cluster, shown_operation
from local_cloud.gcp.container.clusters import complete_cluster, settle_cluster
from local_cloud.gcp.container.maintenance import complete_maintenance_policy
from local_cloud.gcp.container.networking import place, require_room
from local_cloud.gcp.container.node_pools import complete_pool, update_pool
from local_cloud.gcp.container.updates import set_by_verb, update_cluster
from local_cloud.gcp.container.versions import server_config
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.keys import Keys
from local_cloud.gcp.operations import Operation, Operations
from local_cloud.gcp.projects import Projects
from local_cloud.gcp.regions import region_of
from local_cloud.gcp.store import Store, short
from local_cloud.kubernetes.authorities import Authorities
from local_cloud.messages import Failure

SERVICE = "container.googleapis.com"
DEFAULT_POOL = "default-pool"


class Container:
    """Answers container.googleapis.com."""

    def __init__(self, store: Store, projects: Projects, keys: Keys, authorities: Authorities) -> None:
        self._store = store
        self._projects = projects
        self._keys = keys
        self._authorities = authorities
        self._operations = Operations()

    def answer(self, call: Call) -> Json:
        """Answers one call."""
        self._operations.settle()
        match call.resource:
            case ("projects", project, "locations", location, *rest):
                self._projects.require("container", project)
                return self._place(call, project, location, rest)
        raise not_implemented(call.what)

    def _place(self, call: Call, project: str, location: str, rest: list[str]) -> Json:
        base = f"{SERVICE}/projects/{project}/locations/{location}"
        match call.method, rest:
            case "GET", ["serverConfig"]:
                region_of(location)
                return server_config()
            case "GET", ["operations", name]:
                return shown_operation(self._found(name))
            case "GET", ["clusters"]:
                return {"clusters": self._clusters(project, location)}
            case "POST", ["clusters"]:
                return self._create_cluster(call, project, location, base)
            case "GET", ["clusters", name]:
                return self._shown(f"{base}/clusters/{name}")
            case "GET", ["clusters", name, "nodePools"]:
                return {"nodePools": self._pools(f"{base}/clusters/{name}")}
            case "GET", ["clusters", name, "nodePools", pool]:
                return self._store.get(f"{base}/clusters/{name}/nodePools/{pool}")
            case _, ["clusters", name, *pools]:
                cluster = f"{base}/clusters/{name}"
                self._store.get(cluster)
                self._require_idle(cluster)
                return self._change(call, project, cluster, pools)
        raise not_implemented(call.what)

    def _change(self, call: Call, project: str, cluster: str, rest: list[str]) -> Json:
        match call.method, rest:
            case "PUT" | "POST", []:
                return self._update_cluster(call, project, cluster)
            case "DELETE", []:
                return self._delete(call, "DELETE_CLUSTER", cluster)
            case "POST", ["nodePools"]:
                return self._create_pool(call, project, cluster)
            case "PUT" | "POST", ["nodePools", pool]:
                return self._update_pool(call, project, cluster, f"{cluster}/nodePools/{pool}")
            case "DELETE", ["nodePools", pool]:
                return self._delete(call, "DELETE_NODE_POOL", f"{cluster}/nodePools/{pool}")
        raise not_implemented(call.what)

    def _create_cluster(self, call: Call, project: str, location: str, base: str) -> Json:
        cluster = given(call.json.get("cluster") or {})
        name, region = cluster.get("name", ""), region_of(location)
        checks.require_name(name, "cluster")
        if f"{base}/clusters/{name}" in self._store:
            raise GoogleError(409, f"Already exists: {short(base)}/clusters/{name}.", "alreadyExists")
        checks.require_locations(cluster.get("locations", []), location)
        placement = place(cluster, project, region, self._store)
        encryption = cluster.get("databaseEncryption", {})
        checks.require_database_key(encryption, project, region, self._keys)
        count, config = cluster.pop("initialNodeCount", 1), cluster.get("nodeConfig", {})
        pools = cluster.pop("nodePools", None) or [
            {"name": DEFAULT_POOL, "initialNodeCount": count, "config": config}
        ]
        complete_cluster(cluster, project, location, placement, self._authorities)
        if "maintenancePolicy" in cluster:
            complete_maintenance_policy(cluster["maintenancePolicy"])
        settle_cluster(cluster, project)
        for pool in pools:
            checks.require_pool(pool, cluster, project, self._store, self._keys)
            complete_pool(pool, cluster, project)
        self._require_room(cluster, pools)
        full = f"{base}/clusters/{name}"
        self._store.create(full, cluster)
        for pool in pools:
            self._store.create(f"{full}/nodePools/{pool['name']}", pool)
        self._begin_workload_pool(cluster, project)
        made = [cluster, *pools]
        return self._start(call, "CREATE_CLUSTER", full, lambda failure: _end(made, failure))

    def _update_cluster(self, call: Call, project: str, name: str) -> Json:
        if call.failure is None:
            cluster = copy.deepcopy(self._store.get(name))
            pools = copy.deepcopy(self._pools(name))
            if call.verb:
                set_by_verb(cluster, call.verb, call.json)
            else:
                update = given(call.json.get("update") or {})
                encryption = update.get("desiredDatabaseEncryption", {})
                region = region_of(cluster["location"])
                checks.require_database_key(encryption, project, region, self._keys)
                update_cluster(cluster, pools, update)
            checks.require_locations(cluster["locations"], cluster["location"])
            settle_cluster(cluster, project)
            for pool in pools:
                self._replace_pool(pool, cluster, project, f"{name}/nodePools/{pool['name']}")
            self._require_room(cluster, pools)
            self._store.replace(name, cluster)
            self._begin_workload_pool(cluster, project)
        return self._start(call, "UPDATE_CLUSTER", name, self._resting(name))

    def _create_pool(self, call: Call, project: str, cluster_name: str) -> Json:
        cluster = self._store.get(cluster_name)
        pool = given(call.json.get("nodePool") or {})
        name = f"{cluster_name}/nodePools/{pool.get('name', '')}"
        checks.require_pool(pool, cluster, project, self._store, self._keys)
        complete_pool(pool, cluster, project)
        if name not in self._store:
            self._require_room(cluster, [*self._pools(cluster_name), pool])
        self._store.create(name, pool)
        return self._start(call, "CREATE_NODE_POOL", name, lambda failure: _end([pool], failure))

    def _update_pool(self, call: Call, project: str, cluster_name: str, name: str) -> Json:
        cluster = self._store.get(cluster_name)
        pool = copy.deepcopy(self._store.get(name))
        if call.failure is None:
            update_pool(pool, call.verb, given(call.json), cluster)
            self._replace_pool(pool, cluster, project, name)
            self._require_room(cluster, self._pools(cluster_name))
        return self._start(call, "UPDATE_NODE_POOL", name, self._resting(name))

    def _replace_pool(self, pool: Json, cluster: Json, project: str, name: str) -> None:
        checks.require_pool(pool, cluster, project, self._store, self._keys)
        complete_pool(pool, cluster, project)
        self._store.replace(name, pool)

    def _delete(self, call: Call, kind: str, name: str) -> Json:
        self._store.get(name)["status"] = "STOPPING"

        def finish(failure: Failure | None) -> None:
            if failure is None:
                self._store.remove(name)
            else:
                _end([self._store.get(name)], failure)

        return self._start(call, kind, name, finish)

    def _resting(self, name: str) -> Callable[[Failure | None], None]:
        """What is changed goes on running, whether the change came about or not."""
        self._store.get(name)["status"] = "RECONCILING"

        def finish(failure: Failure | None) -> None:
            _end([self._store.get(name)], None)

        return finish

    def _start(self, call: Call, kind: str, name: str, finish: Callable[[Failure | None], None]) -> Json:
        return shown_operation(self._operations.start(call, kind, name, finish))

    def _require_idle(self, cluster: str) -> None:
        running = self._operations.running_on(cluster)
        if running is not None:
            raise GoogleError(
                400, f"Cluster is running incompatible operation {running.name}.", "failedPrecondition"
            )

    def _require_room(self, cluster: Json, pools: list[Json]) -> None:
        lasting = [pool for pool in pools if pool["name"] != DEFAULT_POOL]
        default = int(cluster["defaultMaxPodsConstraint"]["maxPodsPerNode"])
        require_room(cluster["clusterIpv4Cidr"], lasting, default)

    def _begin_workload_pool(self, cluster: Json, project: str) -> None:
        if cluster.get("workloadIdentityConfig", {}).get("workloadPool"):
            self._projects.begin_workload_pool(project)

    def _clusters(self, project: str, location: str) -> list[Json]:
        return [
            self._shown(name)
            for name, _ in self._store.items(f"{SERVICE}/projects/{project}/locations/")
            if name.split("/")[-2] == "clusters" and location in ("-", name.split("/")[4])
        ]

    def _pools(self, cluster: str) -> list[Json]:
        self._store.get(cluster)
        return self._store.within(f"{cluster}/nodePools")

    def _shown(self, name: str) -> Json:
        return shown_cluster(self._store.get(name), self._pools(name))

    def _found(self, name: str) -> Operation:
        found = self._operations.find(name)
        if found is None:
            raise GoogleError(404, f"Not found: operation {name}.")
        return found


def _end(made: list[Json], failure: Failure | None) -> None:
    for each in made:
        each["status"] = "RUNNING" if failure is None else "ERROR"
        if failure is not None:
            each["statusMessage"] = f"{failure.code}: {failure.message}"
