"""The field numbers of the few messages that clients send as protocol buffers, without asking first.

Helm sends its release Secrets and namespaces so, `kubectl` what it makes from flags.
https://github.com/kubernetes/api (generated.proto of each group)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Field:
    """A field of a message: its name in JSON, and how its value is to be read."""

    name: str
    form: str = "text"
    """text, number, flag, time, message, messages, texts, text-map or bytes-map."""
    message: Mapping[int, Field] = field(default_factory=dict)


Message = Mapping[int, Field]

OWNER: Message = {
    1: Field("kind"),
    3: Field("name"),
    4: Field("uid"),
    5: Field("apiVersion"),
    6: Field("controller", "flag"),
    7: Field("blockOwnerDeletion", "flag"),
}
META: Message = {
    1: Field("name"),
    2: Field("generateName"),
    3: Field("namespace"),
    5: Field("uid"),
    6: Field("resourceVersion"),
    7: Field("generation", "number"),
    8: Field("creationTimestamp", "time"),
    9: Field("deletionTimestamp", "time"),
    10: Field("deletionGracePeriodSeconds", "number"),
    11: Field("labels", "text-map"),
    12: Field("annotations", "text-map"),
    13: Field("ownerReferences", "messages", OWNER),
    14: Field("finalizers", "texts"),
}
METADATA = Field("metadata", "message", META)
NAMED: Message = {1: Field("name")}
ATTRIBUTES: Message = {
    1: Field("namespace"),
    2: Field("verb"),
    3: Field("group"),
    4: Field("version"),
    5: Field("resource"),
    6: Field("subresource"),
    7: Field("name"),
}
ACCESS: Message = {
    1: Field("resourceAttributes", "message", ATTRIBUTES),
    2: Field("nonResourceAttributes", "message", {1: Field("path"), 2: Field("verb")}),
}

MESSAGES: Mapping[str, Message] = {
    "Secret": {
        1: METADATA,
        2: Field("data", "bytes-map"),
        3: Field("type"),
        4: Field("stringData", "text-map"),
        5: Field("immutable", "flag"),
    },
    "ConfigMap": {
        1: METADATA,
        2: Field("data", "text-map"),
        3: Field("binaryData", "bytes-map"),
        4: Field("immutable", "flag"),
    },
    "Namespace": {
        1: METADATA,
        2: Field("spec", "message", {1: Field("finalizers", "texts")}),
        3: Field("status", "message", {1: Field("phase")}),
    },
    "ServiceAccount": {
        1: METADATA,
        2: Field("secrets", "messages", {3: Field("name")}),
        3: Field("imagePullSecrets", "messages", NAMED),
        4: Field("automountServiceAccountToken", "flag"),
    },
    "DeleteOptions": {
        1: Field("gracePeriodSeconds", "number"),
        2: Field("preconditions", "message", {1: Field("uid"), 2: Field("resourceVersion")}),
        3: Field("orphanDependents", "flag"),
        4: Field("propagationPolicy"),
        5: Field("dryRun", "texts"),
    },
    "SelfSubjectAccessReview": {1: METADATA, 2: Field("spec", "message", ACCESS)},
    "SelfSubjectRulesReview": {1: METADATA, 2: Field("spec", "message", {1: Field("namespace")})},
    "SelfSubjectReview": {1: METADATA},
    "TokenRequest": {
        1: METADATA,
        2: Field(
            "spec", "message", {1: Field("audiences", "texts"), 4: Field("expirationSeconds", "number")}
        ),
    },
}
