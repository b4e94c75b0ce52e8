"""Total TLS: whether each proxied host name of a zone gets a certificate of its own.

https://developers.cloudflare.com/api/resources/acm/subresources/total_tls/ It is switched off, never deleted.
"""

from __future__ import annotations

from local_cloud.absence import given
from local_cloud.cloudflare.call import Call, Json
from local_cloud.cloudflare.envelope import CloudflareError, done, not_implemented
from local_cloud.messages import Response

AUTHORITIES = ("google", "lets_encrypt", "ssl_com")
VALIDITY = 90
"""In days."""


class TotalTls:
    """The switches of all zones."""

    def __init__(self) -> None:
        self._zones: dict[str, Json] = {}

    def answer(self, call: Call) -> Response:
        """Answers a call on a zone's switch."""
        match call.method, call.path:
            case "GET", ("total_tls",):
                pass
            case "POST", ("total_tls",):
                self._zones[call.owner] = _checked(given(call.json))
            case _:
                raise not_implemented(call.what)
        chosen = self._zones.get(call.owner, {"enabled": False})
        return done({"certificate_authority": AUTHORITIES[0], "validity_period": VALIDITY, **chosen})


def _checked(asked: Json) -> Json:
    chosen: Json = {name: asked[name] for name in ("enabled", "certificate_authority") if name in asked}
    if not isinstance(chosen.get("enabled"), bool):
        raise CloudflareError(400, 1400, "enabled is required, and is true or false")
    if chosen.get("certificate_authority", AUTHORITIES[0]) not in AUTHORITIES:
        raise CloudflareError(400, 1401, f"certificate_authority is none of {AUTHORITIES}")
    return chosen
