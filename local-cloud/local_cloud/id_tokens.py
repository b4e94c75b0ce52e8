"""An identity provider for people: signs id tokens of any issuer, since the real one is not here.

Clusters that trust an issuer take the tokens that this run signed in its name. kubectl's plug-in gets one at
`POST http://identity.local-cloud/token`, for whatever person its environment names.
https://openid.net/specs/openid-connect-core-1_0.html#IDToken
"""

from __future__ import annotations

import base64
import json
import time
from typing import Any
from urllib.parse import parse_qsl

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from local_cloud.messages import Request, Response, plain_text
from local_cloud.routes import InProcess

Json = dict[str, Any]
HOST = "identity.local-cloud"
LIFETIME_SECONDS = 3600
REQUIRED = ("issuer", "client_id", "email")


class IdTokens:
    """The tokens of one run."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def route(self) -> InProcess:
        """Where a token is had."""
        return InProcess("identity", HOST.replace(".", r"\."), self._answer)

    def issue(self, issuer: str, client: str, email: str, groups: list[str]) -> str:
        """A token of a person for a client of an issuer."""
        now = int(time.time())
        claims = {
            "iss": issuer,
            "aud": client,
            "sub": email,
            "email": email,
            "email_verified": True,
            "groups": groups,
            "iat": now,
            "exp": now + LIFETIME_SECONDS,
        }
        signed = f"{_encoded({'alg': 'RS256', 'typ': 'JWT'})}.{_encoded(claims)}"
        signature = self._key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{signed}.{_base64(signature)}"

    def claims_of(self, token: str) -> Json | None:
        """What a token says that was signed here and holds; None for any other."""
        signed, _, signature = token.rpartition(".")
        try:
            self._key.public_key().verify(
                _bytes(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256()
            )
            claims: Json = json.loads(_bytes(signed.partition(".")[2]))
        except (InvalidSignature, ValueError):
            return None
        return claims if claims["exp"] > time.time() else None

    def _answer(self, request: Request) -> Response:
        form = dict(parse_qsl(request.body.decode("utf-8", "replace")))
        if request.method != "POST" or request.path != "/token" or not all(map(form.get, REQUIRED)):
            return plain_text(404, f"local cloud: POST http://{HOST}/token with {', '.join(REQUIRED)}.")
        groups = [group for group in form.get("groups", "").split(",") if group]
        token = self.issue(form["issuer"], form["client_id"], form["email"], groups)
        body = {"id_token": token, "token_type": "Bearer", "expires_in": LIFETIME_SECONDS}
        return Response(200, {"Content-Type": "application/json"}, json.dumps(body).encode())


def _encoded(part: Json) -> str:
    return _base64(json.dumps(part).encode())


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
