"""api.cloudflare.com: one HTTP request in, what Cloudflare would answer out.

https://developers.cloudflare.com/api/
"""

from __future__ import annotations

import re
import sys
import threading
import traceback
from collections.abc import Mapping

from local_cloud.cloudflare.call import Call, Service, pieces
from local_cloud.cloudflare.dns_records import DnsRecords
from local_cloud.cloudflare.envelope import (
    NOT_IMPLEMENTED,
    CloudflareError,
    done,
    failed,
    not_implemented,
    refused,
)
from local_cloud.cloudflare.origin_certificates import OriginCertificates
from local_cloud.cloudflare.pages import Pages
from local_cloud.cloudflare.r2_api import R2Api
from local_cloud.cloudflare.rulesets import Rulesets
from local_cloud.cloudflare.total_tls import TotalTls
from local_cloud.cloudflare.tunnels import Tunnels
from local_cloud.cloudflare.zone_settings import ZoneSettings
from local_cloud.cloudflare.zones import KnownZone, Zones
from local_cloud.messages import Request, Response
from local_cloud.routes import InProcess

HOSTS = r"api\.cloudflare\.com"
TOKEN = re.compile(r"Bearer [A-Za-z0-9_-]{40}")
"""What the provider accepts as a token: https://developers.cloudflare.com/fundamentals/api/get-started/create-token/"""
ID = re.compile(r"[0-9a-f]{32}")
TOKEN_ID = "0" * 31 + "1"
TRACEBACK_FRAMES = 3


class Cloudflare:
    """Answers the API's calls."""

    def __init__(self, r2: R2Api, known_zones: Mapping[str, KnownZone]) -> None:
        self._zones = Zones(known_zones)
        records = DnsRecords(self._zones)
        self._certificates = OriginCertificates(self._zones)
        self._of_a_zone: dict[str, Service] = {
            "acm": TotalTls().answer,
            "dns_records": records.answer,
            "rulesets": Rulesets().answer,
            "settings": ZoneSettings().answer,
        }
        self._of_an_account: dict[str, Service] = {
            "cfd_tunnel": Tunnels().answer,
            "pages": Pages(self._zones, records).answer,
            "r2": r2.answer,
            "tokens": _tokens,
        }
        self._lock = threading.RLock()

    def route(self) -> InProcess:
        """The API's host."""
        return InProcess("cloudflare", HOSTS, self, refused)

    def __call__(self, request: Request) -> Response:
        """Answers one request; never raises, and never answers what a client would retry."""
        try:
            if "Authorization" not in request.headers:
                raise CloudflareError(400, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers")
            if not TOKEN.fullmatch(request.headers["Authorization"]):
                raise CloudflareError(403, 10000, "Authentication error")
            with self._lock:
                return self._answer(request)
        except CloudflareError as error:
            if error.code == NOT_IMPLEMENTED:
                print(f"local cloud: {error.message}", file=sys.stderr)
            return failed(request, error)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here is an answer, not a hang-up
            traceback.print_exc(limit=-TRACEBACK_FRAMES)
            what = f"{request.method} {request.path} ({type(error).__name__}: {error})"
            return failed(request, not_implemented(what))

    def _answer(self, request: Request) -> Response:
        match pieces(request):
            case ("zones",) | ("zones", _) as path:
                return self._zones.answer(Call(request, "", path[1:]))
            case ("zones", zone, kind, *rest) if kind in self._of_a_zone:
                self._zones.get(zone)
                return self._of_a_zone[kind](Call(request, zone, tuple(rest)))
            case ("accounts", account, kind, *rest) if kind in self._of_an_account:
                if not ID.fullmatch(account):
                    raise CloudflareError(404, 7003, f"Could not route to /accounts/{account}")
                return self._of_an_account[kind](Call(request, account, tuple(rest)))
            case ("certificates", *rest):
                return self._certificates.answer(Call(request, "", tuple(rest)))
            case ("user", "tokens", *rest):
                return _tokens(Call(request, "", tuple(rest)))
        raise not_implemented(f"{request.method} {request.path}")


def _tokens(call: Call) -> Response:
    """Whether the token is good: it is, or it wouldn't have come here."""
    if (call.method, call.path) != ("GET", ("verify",)):
        raise not_implemented(call.what)
    return done({"id": TOKEN_ID, "status": "active"})
