"""What the API server adds to workloads.

https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/
"""

from __future__ import annotations

from collections.abc import Callable

from local_cloud.kubernetes.pod_defaults import complete_pod
from local_cloud.kubernetes.values import Json, dig, fill

JOB = {
    "parallelism": 1,
    "completions": 1,
    "backoffLimit": 6,
    "completionMode": "NonIndexed",
    "suspend": False,
    "manualSelector": False,
    "podReplacementPolicy": "TerminatingOrFailed",
}
JOB_LABELS = ("controller-uid", "job-name")
"""Each stands there twice: with the prefix `batch.kubernetes.io/`, and as it was before that."""


def complete_workload(item: Json) -> None:
    """Fills in a workload of any kind."""
    spec = item.setdefault("spec", {})
    template = (
        dig(spec, "jobTemplate", "spec", "template") if item["kind"] == "CronJob" else spec.get("template")
    )
    if template:
        complete_pod(template)
    if item["kind"] in COMPLETIONS:
        COMPLETIONS[item["kind"]](item)


def _deployment(item: Json) -> None:
    spec = item["spec"]
    fill(spec, replicas=1, revisionHistoryLimit=10, progressDeadlineSeconds=600, strategy={})
    fill(spec["strategy"], type="RollingUpdate")
    if spec["strategy"]["type"] == "RollingUpdate":
        fill(spec["strategy"], rollingUpdate={})
        fill(spec["strategy"]["rollingUpdate"], maxSurge="25%", maxUnavailable="25%")


def _replica_set(item: Json) -> None:
    fill(item["spec"], replicas=1)


def _stateful_set(item: Json) -> None:
    spec = item["spec"]
    fill(
        spec,
        replicas=1,
        podManagementPolicy="OrderedReady",
        revisionHistoryLimit=10,
        updateStrategy={},
        persistentVolumeClaimRetentionPolicy={},
    )
    fill(spec["persistentVolumeClaimRetentionPolicy"], whenDeleted="Retain", whenScaled="Retain")
    fill(spec["updateStrategy"], type="RollingUpdate")
    if spec["updateStrategy"]["type"] == "RollingUpdate":
        fill(spec["updateStrategy"], rollingUpdate={})
        fill(spec["updateStrategy"]["rollingUpdate"], partition=0)
    for claim in spec.get("volumeClaimTemplates") or []:
        fill(claim, apiVersion="v1", kind="PersistentVolumeClaim", status={"phase": "Pending"})
        fill(claim["spec"], volumeMode="Filesystem")


def _daemon_set(item: Json) -> None:
    spec = item["spec"]
    fill(spec, revisionHistoryLimit=10, updateStrategy={})
    fill(spec["updateStrategy"], type="RollingUpdate")
    if spec["updateStrategy"]["type"] == "RollingUpdate":
        fill(spec["updateStrategy"], rollingUpdate={})
        fill(spec["updateStrategy"]["rollingUpdate"], maxSurge=0, maxUnavailable=1)


def _job(item: Json) -> None:
    metadata, spec = item["metadata"], item["spec"]
    fill(spec, **JOB)
    if spec["manualSelector"]:
        return
    values = dict(zip(JOB_LABELS, (metadata["uid"], metadata["name"]), strict=True))
    labels = {**values, **{f"batch.kubernetes.io/{name}": value for name, value in values.items()}}
    fill(spec, selector={"matchLabels": {"batch.kubernetes.io/controller-uid": metadata["uid"]}})
    spec["template"].setdefault("metadata", {}).setdefault("labels", {}).update(labels)


def _cron_job(item: Json) -> None:
    fill(
        item["spec"],
        concurrencyPolicy="Allow",
        suspend=False,
        successfulJobsHistoryLimit=3,
        failedJobsHistoryLimit=1,
    )


COMPLETIONS: dict[str, Callable[[Json], None]] = {
    "Deployment": _deployment,
    "ReplicaSet": _replica_set,
    "StatefulSet": _stateful_set,
    "DaemonSet": _daemon_set,
    "Job": _job,
    "CronJob": _cron_job,
}
