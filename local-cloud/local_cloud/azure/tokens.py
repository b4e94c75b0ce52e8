"""Access tokens: the shape of Entra ID's, signed by nobody; this run's sign-in gives them out."""

from __future__ import annotations

import base64
import json
import time
from email.message import Message
from typing import Any

from local_cloud.azure.errors import AzureError

LIFETIME_SECONDS = 3600


def encoded(claims: dict[str, Any]) -> str:
    """A token of these claims."""
    parts = [{"alg": "none", "typ": "JWT"}, claims]
    return ".".join([*(_base64(json.dumps(part).encode()) for part in parts), "unsigned"])


def decoded(token: str) -> dict[str, Any]:
    """The claims of a token, whoever made it."""
    try:
        payload = token.split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError) as error:
        raise AzureError(401, "InvalidAuthenticationToken", "The access token is invalid.") from error
    if not isinstance(claims, dict):
        raise AzureError(401, "InvalidAuthenticationToken", "The access token is invalid.")
    return claims


def access_token(principal: str, client: str, tenant: str, audience: str) -> str:
    """A token of a principal for one service."""
    now = int(time.time())
    return encoded(
        {
            "aud": audience,
            "iss": f"https://sts.windows.net/{tenant}/",
            "iat": now,
            "nbf": now,
            "exp": now + LIFETIME_SECONDS,
            "appid": client,
            "oid": principal,
            "sub": principal,
            "tid": tenant,
            "idtyp": "app",
        }
    )


def principal_of(headers: Message, *audiences: str) -> str:
    """Who sends a request, by its bearer token for one of these services."""
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise AzureError(401, "AuthenticationFailed", "Authentication failed. The bearer token is missing.")
    claims = decoded(token)
    if claims.get("exp", 0) < time.time():
        raise AzureError(401, "ExpiredAuthenticationToken", "The access token expiry time is in the past.")
    audience = str(claims.get("aud", "")).rstrip("/")
    if audience not in audiences:
        raise AzureError(
            401,
            "InvalidAuthenticationTokenAudience",
            f"The access token is for {audience}, and not for {audiences[0]}.",
        )
    return str(claims["oid"])


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
