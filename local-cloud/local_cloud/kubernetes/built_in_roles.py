"""The roles that every cluster has for people.

https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles
"""

from __future__ import annotations

from local_cloud.kubernetes.identity import Attempt
from local_cloud.kubernetes.rbac import rule_allows
from local_cloud.kubernetes.values import Json

READ = ["get", "list", "watch"]
WRITE = ["create", "delete", "deletecollection", "patch", "update"]
OF_APPLICATIONS = [
    {
        "apiGroups": [""],
        "resources": [
            "configmaps",
            "endpoints",
            "persistentvolumeclaims",
            "pods",
            "replicationcontrollers",
            "replicationcontrollers/scale",
            "serviceaccounts",
            "services",
        ],
    },
    {
        "apiGroups": ["apps"],
        "resources": [
            "daemonsets",
            "deployments",
            "deployments/scale",
            "replicasets",
            "replicasets/scale",
            "statefulsets",
            "statefulsets/scale",
        ],
    },
    {"apiGroups": ["autoscaling"], "resources": ["horizontalpodautoscalers"]},
    {"apiGroups": ["batch"], "resources": ["cronjobs", "jobs"]},
    {"apiGroups": ["discovery.k8s.io"], "resources": ["endpointslices"]},
    {"apiGroups": ["networking.k8s.io"], "resources": ["ingresses", "networkpolicies"]},
    {"apiGroups": ["policy"], "resources": ["poddisruptionbudgets"]},
]
"""What applications are made of."""
SEEN_ONLY = {
    "apiGroups": [""],
    "resources": [
        "bindings",
        "events",
        "limitranges",
        "namespaces",
        "namespaces/status",
        "pods/log",
        "pods/status",
        "resourcequotas",
    ],
    "verbs": READ,
}
ROLES_IN_NAMESPACE = {
    "apiGroups": ["rbac.authorization.k8s.io"],
    "resources": ["rolebindings", "roles"],
    "verbs": [*READ, *WRITE],
}


def _rules(verbs: list[str]) -> list[Json]:
    return [{**one, "verbs": verbs} for one in OF_APPLICATIONS]


VIEW: list[Json] = [*_rules(READ), SEEN_ONLY]
EDIT: list[Json] = [
    *_rules([*READ, *WRITE]),
    SEEN_ONLY,
    {"apiGroups": [""], "resources": ["secrets"], "verbs": [*READ, *WRITE]},
    {"apiGroups": [""], "resources": ["serviceaccounts/token"], "verbs": ["create"]},
]
ADMIN: list[Json] = [*EDIT, ROLES_IN_NAMESPACE]
EVERYTHING: list[Json] = [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]}]

CLUSTER_ROLES: dict[str, Json] = {
    "cluster-admin": {"rules": EVERYTHING},
    **{
        name: {
            "rules": rules,
            "aggregationRule": {
                "clusterRoleSelectors": [
                    {"matchLabels": {f"rbac.authorization.k8s.io/aggregate-to-{name}": "true"}}
                ]
            },
        }
        for name, rules in (("admin", ADMIN), ("edit", EDIT), ("view", VIEW))
    },
}


def role_allows(rules: list[Json], attempt: Attempt) -> bool:
    """Whether any rule of a role is about what is tried."""
    return any(rule_allows(rule, attempt) for rule in rules)
