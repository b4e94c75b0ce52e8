"""Which AWS account a request is for: its access key id says so.

An access key id of twelve digits is the account itself (LocalStack's convention), one that IAM or STS here
has issued belongs to its account, and any other one belongs to the default account.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from local_cloud.messages import Request

ACCOUNT_ID = re.compile(r"\d{12}")
CREDENTIAL = re.compile(r"Credential=([^/,\s]+)/")


def account_of(request: Request, default: str) -> str:
    """The account id that `request` is for."""
    key = access_key_id(request)
    if key is None:
        return default
    if ACCOUNT_ID.fullmatch(key):
        return key
    return _issuer(key) or default


def access_key_id(request: Request) -> str | None:
    """The access key id that signed `request`, from its header or its pre-signed URL."""
    authorization = request.headers.get("Authorization", "")
    match = CREDENTIAL.search(authorization)
    if match:
        return match.group(1)
    query = parse_qs(request.query)
    credential = query.get("X-Amz-Credential") or query.get("AWSAccessKeyId")
    return credential[0].split("/")[0] if credential else None


def _issuer(key: str) -> str | None:
    """The account whose IAM or STS issued `key`, if any."""
    from moto.iam.models import iam_backends

    for account, partitions in list(iam_backends.items()):
        for backend in list(partitions.values()):
            if key in backend.access_keys:
                return str(account)
    return None
