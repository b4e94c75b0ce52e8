"""Questions that the API server answers and doesn't keep: who am I, what may I do, whose token is this.

https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access
"""

from __future__ import annotations

from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.identity import Attempt, Identity, nothing
from local_cloud.kubernetes.rbac import MASTERS, is_permitted, rules_of
from local_cloud.kubernetes.values import Json, dig


def reviewed(cluster: Cluster, who: Identity, question: Json) -> Json:
    """A question with its answer."""
    spec = question.get("spec") or {}
    match question.get("kind"):
        case "SelfSubjectReview":
            answer: Json = {"userInfo": _user(who)}
        case "TokenReview":
            account = cluster.tokens.get(spec.get("token", ""))
            answer = {"authenticated": account is not None}
            answer |= {"user": _user(account)} if account is not None else {}
        case "SelfSubjectRulesReview":
            answer = _rules(cluster, who, spec.get("namespace") or "default")
        case "SelfSubjectAccessReview":
            answer = _access(cluster, who, spec)
        case _:
            other = Identity(spec.get("user", ""), frozenset(spec.get("groups") or ()))
            answer = _access(cluster, other, spec)
    return {**question, "status": answer}


def _user(who: Identity) -> Json:
    return {"username": who.name, "groups": sorted(who.all_groups)}


def _access(cluster: Cluster, who: Identity, spec: Json) -> Json:
    asked = spec.get("resourceAttributes")
    if asked is None:
        verb = dig(spec, "nonResourceAttributes", "verb", default="")
        return {"allowed": verb.lower() in ("get", "head") or MASTERS in who.groups}
    resource, subresource = asked.get("resource", ""), asked.get("subresource")
    attempt = Attempt(
        asked.get("verb", ""),
        asked.get("group", ""),
        f"{resource}/{subresource}" if subresource else resource,
        asked.get("namespace") or None,
        asked.get("name", ""),
    )
    return {"allowed": is_permitted(cluster, who, attempt)}


def _rules(cluster: Cluster, who: Identity, namespace: str) -> Json:
    """What a cloud permits is asked case by case, and can't be listed."""
    return {
        "resourceRules": list(rules_of(cluster, who, namespace)),
        "nonResourceRules": [],
        "incomplete": who.permits is not nothing or MASTERS in who.groups,
    }
