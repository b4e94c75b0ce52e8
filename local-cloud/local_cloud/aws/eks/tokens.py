"""Who a token of `aws eks get-token` stands for: what EKS' authenticator finds out.

A token is the address of STS GetCallerIdentity, signed in advance together with a header that names the
cluster.
https://github.com/kubernetes-sigs/aws-iam-authenticator#api-authorization-from-outside-a-cluster
"""

from __future__ import annotations

import base64
import datetime
import re
from email.message import Message
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from local_cloud.aws import context
from local_cloud.aws.accounts import access_key_id, account_of
from local_cloud.aws.iam.principals import current_principal
from local_cloud.aws.operations import Call
from local_cloud.messages import Request

PREFIX = "k8s-aws-v1."
CLUSTER_HEADER = "x-k8s-aws-id"
STS_HOST = re.compile(r"sts(\.[a-z0-9-]+)?\.amazonaws\.com")
LIFETIME = datetime.timedelta(minutes=15)
SECRET_OF_ALL_OTHERS = "test"  # noqa: S105 - the environment's; nobody issued it


def principal_of(token: str, cluster_name: str, default_account: str) -> tuple[str, str] | None:
    """Who has signed a token for a cluster, and the name of the session; None if nobody has."""
    request = _signed_request(token)
    if request is None:
        return None
    key = access_key_id(request)
    if key is None or not _is_fresh(request) or not _is_signed(request, key, cluster_name):
        return None
    account = account_of(request, default_account)
    with context.of(request, account, Call("sts", "GetCallerIdentity")):
        return current_principal(account), _session_name(account, key)


def _signed_request(token: str) -> Request | None:
    if not token.startswith(PREFIX):
        return None
    encoded = token.removeprefix(PREFIX)
    try:
        url = urlsplit(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode())
    except ValueError:
        return None
    query = dict(parse_qsl(url.query))
    signed = query.get("X-Amz-SignedHeaders", "").split(";")
    is_right = (
        url.scheme == "https"
        and STS_HOST.fullmatch(url.hostname or "")
        and url.path in ("", "/")
        and query.get("Action") == "GetCallerIdentity"
        and {"host", CLUSTER_HEADER} <= set(signed)
    )
    if not is_right:
        return None
    return Request("GET", "https", url.hostname or "", f"/?{url.query}", Message(), b"")


def _is_fresh(request: Request) -> bool:
    query = dict(parse_qsl(request.query))
    try:
        signed = datetime.datetime.strptime(query["X-Amz-Date"], "%Y%m%dT%H%M%SZ")
        lifetime = datetime.timedelta(seconds=int(query["X-Amz-Expires"]))
    except (KeyError, ValueError):
        return False
    age = datetime.datetime.now(datetime.timezone.utc) - signed.replace(tzinfo=datetime.timezone.utc)
    return -LIFETIME < age < LIFETIME and lifetime <= LIFETIME


def _is_signed(request: Request, key: str, cluster_name: str) -> bool:
    """Signs the request as the owner of the key would, for this cluster, and compares."""
    from botocore.auth import SigV4QueryAuth
    from botocore.awsrequest import AWSRequest
    from botocore.credentials import Credentials

    pairs = parse_qsl(request.query, keep_blank_values=True)
    query = dict(pairs)
    secret, session_token = _secret_of(key)
    scope = query.get("X-Amz-Credential", "").split("/")
    if len(scope) != 5 or (session_token or "") != query.get("X-Amz-Security-Token", ""):
        return False
    unsigned = urlencode([(name, value) for name, value in pairs if name != "X-Amz-Signature"])
    again = AWSRequest("GET", f"https://{request.host}/?{unsigned}", headers={CLUSTER_HEADER: cluster_name})
    again.context["timestamp"] = query["X-Amz-Date"]
    signer = SigV4QueryAuth(Credentials(key, secret, session_token), scope[3], scope[2])
    signature = signer.signature(signer.string_to_sign(again, signer.canonical_request(again)), again)
    return bool(signature == query.get("X-Amz-Signature"))


def _secret_of(key: str) -> tuple[str, str | None]:
    """The secret that belongs to an access key id, and its session's token."""
    session = _session(key)
    if session is not None:
        return str(session.secret_access_key), str(session.session_token)
    from moto.iam.models import iam_backends

    for partitions in list(iam_backends.values()):
        for backend in list(partitions.values()):
            if key in backend.access_keys:
                return str(backend.access_keys[key].secret_access_key), None
    return SECRET_OF_ALL_OTHERS, None


def _session(key: str) -> Any:
    from moto.sts.models import sts_backends

    for partitions in list(sts_backends.values()):
        for backend in list(partitions.values()):
            role = backend.get_assumed_role_from_access_key(key)
            if role is not None:
                return role
    return None


def _session_name(account: str, key: str) -> str:
    session = _session(key)
    return str(session.session_name) if session is not None else ""
