"""Role-based access control: what the roles of a cluster let somebody do.

https://kubernetes.io/docs/reference/access-authn-authz/rbac/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.identity import Attempt, Identity
from local_cloud.kubernetes.selectors import labels_fit
from local_cloud.kubernetes.values import Json, dig

GROUP = "rbac.authorization.k8s.io"
MASTERS = "system:masters"


def is_permitted(cluster: Cluster, who: Identity, attempt: Attempt) -> bool:
    """Whether the cloud or the cluster's roles let somebody do something."""
    if MASTERS in who.groups or who.permits(attempt):
        return True
    return any(rule_allows(rule, attempt) for rule in rules_of(cluster, who, attempt.namespace))


def rules_of(cluster: Cluster, who: Identity, namespace: str | None) -> Iterator[Json]:
    """The rules that hold for somebody, in a namespace or for the cluster as a whole."""
    bindings = cluster.store.all(cluster.kind("clusterrolebindings", GROUP))
    if namespace is not None:
        bindings = bindings + cluster.store.all(cluster.kind("rolebindings", GROUP), namespace)
    for binding in bindings:
        if any(_is_subject(who, subject) for subject in binding.get("subjects") or []):
            yield from _rules(cluster, binding["roleRef"], namespace)


def rule_allows(rule: Json, attempt: Attempt) -> bool:
    """Whether a rule is about what is tried."""
    names = rule.get("resourceNames")
    return (
        _has(rule.get("verbs"), attempt.verb)
        and _has(rule.get("apiGroups"), attempt.group)
        and _has_resource(rule.get("resources") or [], attempt.resource)
        and (not names or attempt.name in names)
    )


def _has(allowed: Iterable[str] | None, wanted: str) -> bool:
    values = set(allowed or ())
    return "*" in values or wanted in values


def _has_resource(allowed: list[str], wanted: str) -> bool:
    _, slash, subresource = wanted.partition("/")
    return _has(allowed, wanted) or bool(slash and f"*/{subresource}" in allowed)


def _is_subject(who: Identity, subject: Json) -> bool:
    match subject.get("kind"):
        case "User":
            return bool(subject["name"] == who.name)
        case "Group":
            return subject["name"] in who.all_groups
        case "ServiceAccount":
            return who.name == f"system:serviceaccount:{subject.get('namespace')}:{subject['name']}"
    return False


def _rules(cluster: Cluster, reference: Json, namespace: str | None) -> Iterator[Json]:
    plural = "clusterroles" if reference["kind"] == "ClusterRole" else "roles"
    role = cluster.store.find(cluster.kind(plural, GROUP), namespace, reference["name"])
    if role is None:
        return
    yield from role.get("rules") or []
    for selector in dig(role, "aggregationRule", "clusterRoleSelectors", default=[]):
        wanted = ",".join(f"{name}={value}" for name, value in selector.get("matchLabels", {}).items())
        for other in cluster.store.all(cluster.kind("clusterroles", GROUP)):
            if wanted and labels_fit(wanted, other["metadata"].get("labels") or {}):
                yield from other.get("rules") or []
