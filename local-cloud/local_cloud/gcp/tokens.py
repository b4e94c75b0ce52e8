"""Signing in: a CI service's token is exchanged for one of the principal that a pool makes of it.

The issuer, audience, time and condition of a token are checked; its signature is not, because there is no
issuer here to ask for its keys.
"""

from __future__ import annotations

import base64
import json
import re
import time
from urllib.parse import parse_qsl

from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.callers import MEMBER_PREFIX
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.identity_pools import IdentityPools

AUDIENCE = re.compile(r"//iam\.googleapis\.com/(projects/\d+/locations/global/workloadIdentityPools/.+)")
LISTED = re.compile(r"assertion\.sub in (\[.*\])")
BEGINNING = re.compile(r'assertion\.sub\.startsWith\(("[^"\\]*")\)')
SUBJECT_ONLY = {"google.subject": "assertion.sub"}


def exchange(call: Call, pools: IdentityPools) -> Json:
    """Answers sts.googleapis.com/v1/token."""
    form = dict(parse_qsl(call.body.decode()))
    audience = AUDIENCE.fullmatch(form.get("audience", ""))
    if call.path[-1] != "token" or audience is None:
        raise not_implemented(call.what)
    name = audience[1]
    claims = _claims(form.get("subject_token", ""))
    _require(pools.provider(name), name, claims)
    pool = name.rpartition("/providers/")[0]
    member = f"principal://iam.googleapis.com/{pool}/subject/{claims['sub']}"
    return {
        "access_token": MEMBER_PREFIX + member,
        "issued_token_type": "urn:ietf:params:oauth:token-type:access_token",
        "token_type": "Bearer",
        "expires_in": 3600,
    }


def _require(provider: Json, name: str, claims: Json) -> None:
    oidc = provider.get("oidc", {})
    if claims.get("iss") != oidc.get("issuerUri"):
        raise GoogleError(400, "The issuer in ID Token does not match the expected ones.")
    audiences = oidc.get("allowedAudiences") or [
        f"https://iam.googleapis.com/{name}",
        f"//iam.googleapis.com/{name}",
    ]
    if claims.get("aud") not in audiences:
        raise GoogleError(400, "The audience in ID Token does not match the expected audience.")
    if float(claims.get("exp", 0)) < time.time():
        raise GoogleError(400, "ID Token is stale to sign-in.")
    if provider.get("attributeMapping") != SUBJECT_ONLY:
        raise not_implemented("any mapping but google.subject = assertion.sub")
    if not _lets_in(provider.get("attributeCondition", ""), str(claims.get("sub", ""))):
        raise GoogleError(403, "The given credential is rejected by the attribute condition.")


def _lets_in(condition: str, subject: str) -> bool:
    if (listed := LISTED.fullmatch(condition)) is not None:
        return subject in json.loads(listed[1])
    if (beginning := BEGINNING.fullmatch(condition)) is not None:
        return subject.startswith(json.loads(beginning[1]))
    raise not_implemented("any condition but a list of subjects, or how they begin")


def _claims(token: str) -> Json:
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (ValueError, IndexError) as error:
        raise GoogleError(400, "ID Token could not be parsed.") from error
    if not isinstance(claims, dict):
        raise GoogleError(400, "ID Token could not be parsed.")
    return claims
