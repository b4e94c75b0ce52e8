"""Who makes the request that is being answered."""

from __future__ import annotations

from local_cloud.aws import context
from local_cloud.aws.accounts import access_key_id


def current_principal(account: str) -> str:
    """The IAM ARN of the caller: an assumed role or a user that IAM here knows, otherwise the root user."""
    from moto.iam.models import iam_backends
    from moto.sts.models import sts_backends

    now = context.current()
    key = access_key_id(now.request) if now is not None else None
    if now is None or not key:
        return f"arn:aws:iam::{account}:root"
    role = sts_backends[now.account]["aws"].get_assumed_role_from_access_key(key)
    if role is not None:
        return str(role.role_arn)
    user = iam_backends[now.account]["aws"].get_user_from_access_key_id(key)
    return str(user.arn) if user is not None else f"arn:aws:iam::{now.account}:root"
