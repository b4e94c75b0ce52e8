"""The kinds that every API server has. Its own definitions say which of them a minor serves.

https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/
"""

from __future__ import annotations

from collections.abc import Iterator

from local_cloud.kubernetes.kinds import Kind
from local_cloud.kubernetes.openapi.definitions import Definitions

GROUPS = {
    "v1": """
        Namespace namespaces - ns status,finalize
        Secret secrets +
        ConfigMap configmaps + cm
        ServiceAccount serviceaccounts + sa token
        Service services + svc status
        Pod pods + po status
        Node nodes - no status
        PersistentVolumeClaim persistentvolumeclaims + pvc status
        PersistentVolume persistentvolumes - pv status
        ResourceQuota resourcequotas + quota status
        LimitRange limitranges + limits
        Endpoints endpoints + ep
        Event events + ev
        PodTemplate podtemplates +
        ReplicationController replicationcontrollers + rc status,scale
        """,
    "apps/v1": """
        Deployment deployments + deploy status,scale
        StatefulSet statefulsets + sts status,scale
        DaemonSet daemonsets + ds status
        ReplicaSet replicasets + rs status,scale
        ControllerRevision controllerrevisions +
        """,
    "batch/v1": """
        Job jobs + - status
        CronJob cronjobs + cj status
        """,
    "rbac.authorization.k8s.io/v1": """
        Role roles +
        RoleBinding rolebindings +
        ClusterRole clusterroles -
        ClusterRoleBinding clusterrolebindings -
        """,
    "networking.k8s.io/v1": """
        NetworkPolicy networkpolicies + netpol
        Ingress ingresses + ing status
        IngressClass ingressclasses -
        """,
    "policy/v1": "PodDisruptionBudget poddisruptionbudgets + pdb status",
    "autoscaling/v2": "HorizontalPodAutoscaler horizontalpodautoscalers + hpa status",
    "scheduling.k8s.io/v1": "PriorityClass priorityclasses - pc",
    "node.k8s.io/v1": "RuntimeClass runtimeclasses -",
    "storage.k8s.io/v1": """
        StorageClass storageclasses - sc
        CSIDriver csidrivers -
        CSINode csinodes -
        VolumeAttachment volumeattachments - - status
        VolumeAttributesClass volumeattributesclasses - vac
        """,
    "coordination.k8s.io/v1": "Lease leases +",
    "discovery.k8s.io/v1": "EndpointSlice endpointslices +",
    "admissionregistration.k8s.io/v1": """
        MutatingWebhookConfiguration mutatingwebhookconfigurations -
        ValidatingWebhookConfiguration validatingwebhookconfigurations -
        ValidatingAdmissionPolicy validatingadmissionpolicies - - status
        ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings -
        """,
    "apiregistration.k8s.io/v1": "APIService apiservices - - status",
    "apiextensions.k8s.io/v1": "CustomResourceDefinition customresourcedefinitions - crd,crds status",
    "authorization.k8s.io/v1": """
        SelfSubjectAccessReview selfsubjectaccessreviews -
        SubjectAccessReview subjectaccessreviews -
        LocalSubjectAccessReview localsubjectaccessreviews +
        SelfSubjectRulesReview selfsubjectrulesreviews -
        """,
    "authentication.k8s.io/v1": """
        TokenReview tokenreviews -
        SelfSubjectReview selfsubjectreviews -
        """,
}
"""Kind, name in paths, whether it is in namespaces, short names, subresources."""

IN_ALL = frozenset(
    {"pods", "services", "deployments", "statefulsets", "daemonsets", "replicasets", "jobs", "cronjobs"}
)
"""What `kubectl get all` shows."""


def built_in_kinds(definitions: Definitions) -> Iterator[Kind]:
    """The kinds that the definitions of a minor know."""
    for group_version, lines in GROUPS.items():
        group, _, version = group_version.rpartition("/")
        for line in lines.strip().splitlines():
            name, plural, scope, *rest = line.split()
            short_names, subresources = [*rest, "-", "-"][:2]
            if definitions.knows(group, version, name):
                yield Kind(
                    group=group,
                    versions=(version,),
                    kind=name,
                    plural=plural,
                    is_namespaced=scope == "+",
                    short_names=_words(short_names),
                    subresources=_words(subresources),
                    categories=("all",) if plural in IN_ALL else (),
                    singular=name.lower(),
                    list_kind=f"{name}List",
                )


def _words(text: str) -> tuple[str, ...]:
    return () if text == "-" else tuple(text.split(","))
