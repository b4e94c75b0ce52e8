"""Who may take a role: its trust policy, asked by sts:AssumeRole and sts:AssumeRoleWithWebIdentity.

A token's signature is not verified: there is no issuer here that could have made it. Its claims are, and so
is the provider that the account must have for its issuer and audience.
"""

from __future__ import annotations

import base64
import binascii
import json
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from local_cloud.aws.context import Context
from local_cloud.aws.failures import Unimplemented
from local_cloud.aws.iam.callers import document, role_of
from local_cloud.aws.iam.policy_document import Access, Verdict, judge
from local_cloud.aws.iam.questions import Question


@dataclass(frozen=True)
class BadToken(Exception):
    """The token of a federated caller can't be used."""

    code: str
    message: str


def assume_role_questions(now: Context) -> list[Question]:
    """Whether the caller may take a role. One that nobody has made trusts whoever asks."""
    parameters = _parameters(now)
    arn = parameters.get("RoleArn", "")
    role = role_of(arn) if arn.count(":") >= 5 else None
    values = {"sts:rolesessionname": parameters.get("RoleSessionName", "")}
    if "ExternalId" in parameters:
        values["sts:externalid"] = parameters["ExternalId"]
    if role is None:
        return []
    trust = document(role.assume_role_policy_document)
    return [Question("sts:AssumeRole", arn, arn.split(":")[4], trust, policy_rules=True, values=values)]


def web_identity_refusal(now: Context) -> str | None:
    """Why the bearer of a token may not take a role; None where it may. Raises BadToken."""
    parameters = _parameters(now)
    arn = parameters.get("RoleArn", "")
    role = role_of(arn) if arn.count(":") >= 5 else None
    claims = _claims(parameters.get("WebIdentityToken", ""))
    issuer = str(claims.get("iss", "")).removeprefix("https://")
    provider = _provider_of(issuer, arn.split(":")[4] if role is not None else now.account)
    if provider is None:
        raise BadToken(
            "InvalidIdentityToken", f"No OpenIDConnect provider found in your account for {issuer}"
        )
    if claims.get("aud") not in provider.client_id_list:
        raise BadToken("InvalidIdentityToken", "Incorrect token audience")
    if "exp" in claims and claims["exp"] < time.time():
        raise BadToken("ExpiredTokenException", "Token expired")
    access = Access(
        action="sts:AssumeRoleWithWebIdentity",
        resource=arn,
        principals=frozenset({provider.arn}),
        account=provider.account_id,
        values={
            f"{issuer}:sub".lower(): str(claims.get("sub", "")),
            f"{issuer}:aud".lower(): str(claims["aud"]),
            "sts:rolesessionname": parameters.get("RoleSessionName", ""),
            "aws:sourceip": now.request.client_address,
            "aws:securetransport": str(now.request.scheme == "https").lower(),
        },
        kind="Federated",
    )
    trusted = role is not None and judge(document(role.assume_role_policy_document), access) is Verdict.ALLOW
    return None if trusted else "Not authorized to perform sts:AssumeRoleWithWebIdentity"


def _parameters(now: Context) -> dict[str, str]:
    parameters = dict(parse_qsl(now.request.body.decode() or now.request.query))
    narrowing = [name for name in parameters if name == "Policy" or name.startswith("PolicyArns.")]
    if narrowing:
        raise Unimplemented("the policies of a session are not evaluated")
    return parameters


def _claims(token: str) -> dict[str, Any]:
    try:
        payload = token.split(".")[1]
        claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (IndexError, ValueError, binascii.Error) as error:
        raise BadToken("InvalidIdentityToken", "The token is not a JSON Web Token") from error
    return claims


def _provider_of(issuer: str, account: str) -> Any:
    from moto.iam.models import iam_backends

    providers = iam_backends[account]["aws"].open_id_providers.values()
    return next((provider for provider in providers if provider.url == issuer), None)
