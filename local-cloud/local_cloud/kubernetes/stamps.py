"""The status of what would run: ready at once, since nothing runs here.

The annotation `local-cloud/not-ready` on a workload or its pod template keeps it from getting ready, so that
a rollout that fails can be seen.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

from local_cloud.kubernetes.custom_resources import definition_status
from local_cloud.kubernetes.values import Json, dig

NOT_READY = "local-cloud/not-ready"


def stamp(item: Json) -> None:
    """Sets the status of an object whose kind has one that a controller would write."""
    if item["kind"] in STATUSES:
        item["status"] = STATUSES[item["kind"]](item)


def _is_ready(item: Json) -> bool:
    own = item["metadata"].get("annotations") or {}
    of_pods = dig(item, "spec", "template", "metadata", "annotations", default={})
    return NOT_READY not in own and NOT_READY not in of_pods


def _condition(item: Json, name: str, reason: str, is_true: bool = True) -> Json:
    time = item["metadata"]["creationTimestamp"]
    return {
        "type": name,
        "status": "True" if is_true else "False",
        "reason": reason,
        "message": reason,
        "lastUpdateTime": time,
        "lastTransitionTime": time,
    }


def _deployment(item: Json) -> Json:
    replicas, is_ready = item["spec"]["replicas"], _is_ready(item)
    available = "MinimumReplicasAvailable" if is_ready else "MinimumReplicasUnavailable"
    progress = "NewReplicaSetAvailable" if is_ready else "ReplicaSetUpdated"
    return {
        "observedGeneration": item["metadata"]["generation"],
        "replicas": replicas,
        "updatedReplicas": replicas,
        "readyReplicas": replicas if is_ready else 0,
        "availableReplicas": replicas if is_ready else 0,
        "conditions": [
            _condition(item, "Available", available, is_ready),
            _condition(item, "Progressing", progress),
        ],
    }


def _replica_set(item: Json) -> Json:
    replicas = item["spec"]["replicas"]
    ready = replicas if _is_ready(item) else 0
    return {
        "observedGeneration": item["metadata"]["generation"],
        "replicas": replicas,
        "fullyLabeledReplicas": replicas,
        "readyReplicas": ready,
        "availableReplicas": ready,
    }


def _stateful_set(item: Json) -> Json:
    replicas, generation = item["spec"]["replicas"], item["metadata"]["generation"]
    ready = replicas if _is_ready(item) else 0
    revision = f"{item['metadata']['name']}-{generation}"
    return {
        "observedGeneration": generation,
        "replicas": replicas,
        "readyReplicas": ready,
        "currentReplicas": replicas,
        "updatedReplicas": replicas,
        "availableReplicas": ready,
        "currentRevision": revision,
        "updateRevision": revision,
        "collisionCount": 0,
    }


def _daemon_set(item: Json) -> Json:
    """As if there were one node."""
    ready = 1 if _is_ready(item) else 0
    return {
        "observedGeneration": item["metadata"]["generation"],
        "currentNumberScheduled": 1,
        "desiredNumberScheduled": 1,
        "numberAvailable": ready,
        "numberReady": ready,
        "numberMisscheduled": 0,
        "updatedNumberScheduled": 1,
    }


def _job(item: Json) -> Json:
    if item["spec"]["suspend"] or not _is_ready(item):
        return {}
    reason, time = "CompletionsReached", item["metadata"]["creationTimestamp"]
    conditions = [_condition(item, name, reason) for name in ("SuccessCriteriaMet", "Complete")]
    return {
        "startTime": time,
        "completionTime": time,
        "succeeded": item["spec"]["completions"],
        "ready": 0,
        "conditions": [_job_condition(one) for one in conditions],
    }


def _job_condition(condition: Json) -> Json:
    condition["lastProbeTime"] = condition.pop("lastUpdateTime")
    return condition


def _quota(item: Json) -> Json:
    limits = dig(item, "spec", "hard", default={})
    return {"hard": copy.deepcopy(limits), "used": dict.fromkeys(limits, "0")}


def _disruption_budget(item: Json) -> Json:
    return {
        "observedGeneration": item["metadata"]["generation"],
        "currentHealthy": 0,
        "desiredHealthy": 0,
        "disruptionsAllowed": 0,
        "expectedPods": 0,
    }


def _pod(item: Json) -> Json:
    if item.get("status"):
        return dict(item["status"])
    ready = _condition(item, "Ready", "Ready", _is_ready(item))
    return {"phase": "Running", "conditions": [ready]}


def _api_service(item: Json) -> Json:
    """An aggregated API server is a pod, and none answers."""
    is_local = not dig(item, "spec", "service")
    return {
        "conditions": [
            _condition(item, "Available", "Local" if is_local else "FailedDiscoveryCheck", is_local)
        ]
    }


STATUSES: dict[str, Callable[[Json], Json]] = {
    "Deployment": _deployment,
    "ReplicaSet": _replica_set,
    "StatefulSet": _stateful_set,
    "DaemonSet": _daemon_set,
    "Job": _job,
    "ResourceQuota": _quota,
    "PodDisruptionBudget": _disruption_budget,
    "Pod": _pod,
    "APIService": _api_service,
    "CustomResourceDefinition": definition_status,
}
