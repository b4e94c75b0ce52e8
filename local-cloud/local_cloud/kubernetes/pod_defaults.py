"""What the API server adds to a pod's description.

https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
"""

from __future__ import annotations

from local_cloud.kubernetes.values import Json, dig, fill

PROBE = {"failureThreshold": 3, "periodSeconds": 10, "successThreshold": 1, "timeoutSeconds": 1}
MODE_OF_FILES = 0o644


def complete_pod(template: Json) -> None:
    """Fills in a pod or a pod template."""
    spec = template.setdefault("spec", {})
    fill(
        spec,
        restartPolicy="Always",
        dnsPolicy="ClusterFirst",
        schedulerName="default-scheduler",
        terminationGracePeriodSeconds=30,
        securityContext={},
    )
    if spec.get("serviceAccountName"):
        spec["serviceAccount"] = spec["serviceAccountName"]
    for container in [*(spec.get("containers") or []), *(spec.get("initContainers") or [])]:
        _complete_container(container)
    for volume in spec.get("volumes") or []:
        _complete_volume(volume)


def _complete_container(container: Json) -> None:
    image = container.get("image", "")
    is_moving = image.endswith(":latest") or ":" not in image.rpartition("/")[2]
    fill(
        container,
        imagePullPolicy="Always" if is_moving else "IfNotPresent",
        terminationMessagePath="/dev/termination-log",
        terminationMessagePolicy="File",
        resources={},
    )
    for port in container.get("ports") or []:
        fill(port, protocol="TCP")
    for variable in container.get("env") or []:
        reference = dig(variable, "valueFrom", "fieldRef")
        if reference:
            fill(reference, apiVersion="v1")
    # What is limited and not requested is requested as limited.
    limits = dig(container, "resources", "limits", default={})
    if limits:
        requests = container["resources"].setdefault("requests", {})
        fill(requests, **limits)
    for name in ("livenessProbe", "readinessProbe", "startupProbe"):
        probe = container.get(name)
        if probe:
            fill(probe, **PROBE)
            if probe.get("httpGet"):
                fill(probe["httpGet"], scheme="HTTP", path="/")
            if probe.get("grpc"):
                fill(probe["grpc"], service="")


def _complete_volume(volume: Json) -> None:
    for name in ("configMap", "secret", "projected", "downwardAPI"):
        if volume.get(name) is not None:
            fill(volume[name], defaultMode=MODE_OF_FILES)
    if volume.get("hostPath") is not None:
        fill(volume["hostPath"], type="")
    for source in dig(volume, "projected", "sources", default=[]):
        if source.get("serviceAccountToken") is not None:
            fill(source["serviceAccountToken"], expirationSeconds=3600)
    for file in dig(volume, "downwardAPI", "items", default=[]):
        if file.get("fieldRef"):
            fill(file["fieldRef"], apiVersion="v1")
