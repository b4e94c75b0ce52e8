"""What every write goes through: the types of its fields, defaults, and the rules of its kind."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from local_cloud.kubernetes.cluster import Cluster
from local_cloud.kubernetes.custom_resources import check_definition
from local_cloud.kubernetes.errors import ApiError, bad_request, invalid
from local_cloud.kubernetes.identity import service_account
from local_cloud.kubernetes.kinds import Kind
from local_cloud.kubernetes.object_defaults import complete_object, fill_references
from local_cloud.kubernetes.rules import broken_rules
from local_cloud.kubernetes.services import complete_service
from local_cloud.kubernetes.validation import Findings, examine, fill_defaults
from local_cloud.kubernetes.values import Json
from local_cloud.kubernetes.workload_defaults import complete_workload

ACCOUNT_TOKEN = "kubernetes.io/service-account-token"  # noqa: S105 - the type of a Secret
WORKLOAD_GROUPS = ("apps", "batch")


@dataclass(frozen=True)
class Write:
    """How a client wants something written."""

    manager: str
    is_dry: bool = False
    """Whether only the answer is wanted."""
    validation: str = "Warn"
    """What becomes of unknown fields: `Strict` refuses them, `Warn` and `Ignore` drop them."""
    warnings: list[str] = field(default_factory=list)


CONTROLLER = Write("kube-controller-manager")


def admit(cluster: Cluster, kind: Kind, version: str, item: Json, old: Json | None, write: Write) -> None:
    """Completes an object that is to be written, or refuses it."""
    # What is required may have a default.
    if kind.definition is not None:
        fill_defaults(item, cluster.definitions.shape(kind, version))
    else:
        fill_references(item)
    _check_types(cluster, kind, version, item, write)
    for name in ("labels", "annotations"):
        if not item["metadata"].get(name):
            item["metadata"].pop(name, None)
    if kind.definition is None:
        _complete(cluster, kind, item, old)
    if kind.kind == "Secret" and item.get("type") == ACCOUNT_TOKEN:
        _fill_account_token(cluster, item)
    errors = broken_rules(kind, item, old)
    if kind.kind == "CustomResourceDefinition":
        errors += check_definition(item)
    if errors:
        raise invalid(kind, item["metadata"]["name"], errors)


def _complete(cluster: Cluster, kind: Kind, item: Json, old: Json | None) -> None:
    if kind.kind == "Service":
        _complete_service(cluster, kind, item, old)
    elif kind.group in WORKLOAD_GROUPS:
        complete_workload(item)
    else:
        complete_object(item)


def _check_types(cluster: Cluster, kind: Kind, version: str, item: Json, write: Write) -> None:
    """Holds an object against its schema. A status is what this API server itself writes."""
    is_built_in = kind.definition is None
    status = item.pop("status", None) if is_built_in else None
    findings = examine(item, cluster.definitions.shape(kind, version), is_built_in)
    if status is not None:
        item["status"] = status
    _refuse(kind, version, item, findings, write)


def _refuse(kind: Kind, version: str, item: Json, findings: Findings, write: Write) -> None:
    what = f'{kind.kind} in version "{version}" cannot be handled as a {kind.kind}'
    unknown = [f'unknown field "{path}"' for path in findings.unknown]
    if unknown and write.validation == "Strict":
        raise bad_request(f"{what}: strict decoding error: {', '.join(unknown)}")
    if write.validation == "Warn":
        write.warnings.extend(unknown)
    if findings.wrong_types and findings.is_built_in:
        listed = "; ".join(error.message for error in findings.wrong_types)
        raise bad_request(f"{what}: json: cannot unmarshal: {listed}")
    errors = [*findings.wrong_types, *findings.errors]
    if errors:
        raise invalid(kind, item["metadata"].get("name", ""), errors)


def _complete_service(cluster: Cluster, kind: Kind, item: Json, old: Json | None) -> None:
    complete_service(item, old)
    spec = item["spec"]
    if spec["type"] == "ExternalName":
        return
    if not spec.get("clusterIP"):
        taken = [str(one["spec"].get("clusterIP")) for one in cluster.store.all(kind)]
        try:
            spec["clusterIP"] = cluster.addresses.next(taken)
        except OverflowError as error:
            raise ApiError(500, "InternalError", f"failed to allocate a service IP: {error}") from error
    if not spec.get("clusterIPs"):
        spec["clusterIPs"] = [spec["clusterIP"]]


def _fill_account_token(cluster: Cluster, item: Json) -> None:
    metadata = item["metadata"]
    account = (metadata.get("annotations") or {}).get("kubernetes.io/service-account.name", "default")
    identity = service_account(metadata["namespace"], account)
    token = f"secret-{metadata['uid']}"
    cluster.tokens[token] = identity
    data = item.setdefault("data", {})
    data.setdefault("token", base64.b64encode(token.encode()).decode())
    data.setdefault("ca.crt", cluster.encoded_authority)
    data.setdefault("namespace", base64.b64encode(metadata["namespace"].encode()).decode())
