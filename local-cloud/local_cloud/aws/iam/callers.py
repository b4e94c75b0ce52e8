"""Who calls, and by which policies of their own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from local_cloud.aws.accounts import access_key_id
from local_cloud.aws.context import Context
from local_cloud.aws.failures import Unimplemented
from local_cloud.aws.iam.policy_document import Policy
from local_cloud.aws.iam.principals import current_principal


@dataclass(frozen=True)
class Caller:
    """The identity that a request is signed by."""

    arn: str
    """Of the role, the user, or the account's root."""
    account: str
    names: frozenset[str]
    """What a policy may call it."""
    policies: tuple[Policy, ...] | None
    """Its own policies; None for an administrator, who stops at a resource's policy alone."""

    @property
    def is_root(self) -> bool:
        """Whether it is the account's root user, as which the default credentials count."""
        return self.arn == f"arn:aws:iam::{self.account}:root"


def caller_of(now: Context) -> Caller:
    """Who makes the request.

    The default credentials are administrators, and so are users, and a role that IAM here doesn't know: it
    stands for one that the account has had before.
    """
    from moto.sts.models import sts_backends

    arn = current_principal(now.account)
    key = access_key_id(now.request)
    session = sts_backends[now.account]["aws"].get_assumed_role_from_access_key(key) if key else None
    role = role_of(arn) if session is not None else None
    names = frozenset({arn} | ({str(session.arn)} if session is not None else set()))
    return Caller(arn, now.account, names, None if role is None else policies_of(role))


def role_of(arn: str) -> Any:
    """The role of an ARN as moto has it, or None."""
    from moto.iam.models import iam_backends

    backend = iam_backends[arn.split(":")[4]]["aws"]
    return next((role for role in backend.roles.values() if role.arn == arn), None)


def policies_of(role: Any) -> tuple[Policy, ...]:
    """The inline and the attached policies of a role."""
    if role.permissions_boundary_arn:
        raise Unimplemented(f"the permissions boundary of role {role.name} is not evaluated")
    attached = [
        version.document
        for policy in role.managed_policies.values()
        for version in policy.versions
        if version.version_id == policy.default_version_id
    ]
    return tuple(document(one) for one in [*role.policies.values(), *attached])


def document(policy: str | bytes) -> Policy:
    """A policy as moto keeps it: JSON, sometimes encoded for a URL."""
    text = policy if isinstance(policy, str) else policy.decode()
    parsed: dict[str, Any] = json.loads(unquote(text) if text.startswith("%7B") else text)
    return parsed
