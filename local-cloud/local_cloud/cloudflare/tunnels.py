"""Tunnels of cloudflared: the tunnel, its configuration and its token.

https://developers.cloudflare.com/api/resources/zero_trust/subresources/tunnels/subresources/cloudflared/ A
deleted tunnel is still described, with the time of its end. No connector ever connects.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import uuid

from local_cloud.absence import given
from local_cloud.cloudflare.call import Call, Json, timestamp
from local_cloud.cloudflare.envelope import CloudflareError, done, not_implemented, page
from local_cloud.messages import Response

SECRET_BYTES = 32
SERVICES = ("http", "https", "tcp", "ssh", "rdp", "smb", "unix", "unix+tls", "bastion", "socks")


class Tunnels:
    """The tunnels of all accounts."""

    def __init__(self) -> None:
        self._tunnels: dict[tuple[str, str], Json] = {}
        self._secrets: dict[str, str] = {}
        self._configurations: dict[str, Json] = {}

    def answer(self, call: Call) -> Response:
        """Answers a call on an account's tunnels."""
        match call.method, call.path:
            case "GET", ():
                return page(self._found(call))
            case "POST", ():
                return done(self._create(call.owner, given(call.json)))
            case "GET", (tunnel,):
                return done(self._get(call, tunnel))
            case "PATCH", (tunnel,):
                return done(self._change(call, self._living(call, tunnel), given(call.json)))
            case "DELETE", (tunnel,):
                self._living(call, tunnel)["deleted_at"] = timestamp()
                return done(self._get(call, tunnel))
            case "GET", (tunnel, "token"):
                return done(self._token(self._living(call, tunnel)))
            case "GET", (tunnel, "configurations"):
                return done(self._configuration(self._living(call, tunnel)))
            case "PUT", (tunnel, "configurations"):
                return done(self._configure(self._living(call, tunnel), given(call.json)))
        raise not_implemented(call.what)

    def _get(self, call: Call, tunnel: str) -> Json:
        if (call.owner, tunnel) not in self._tunnels:
            raise CloudflareError(404, 1003, "Tunnel not found")
        return self._tunnels[call.owner, tunnel]

    def _living(self, call: Call, tunnel: str) -> Json:
        found = self._get(call, tunnel)
        if found["deleted_at"] is not None:
            raise CloudflareError(404, 1003, "Tunnel not found")
        return found

    def _found(self, call: Call) -> list[Json]:
        deleted, name = call.query.get("is_deleted"), call.query.get("name")
        return [
            each
            for (account, _), each in self._tunnels.items()
            if account == call.owner
            and name in (None, each["name"])
            and deleted in (None, "true" if each["deleted_at"] else "false")
        ]

    def _create(self, account: str, asked: Json) -> Json:
        self._check_name(account, asked.get("name"))
        secret = asked.get("tunnel_secret") or base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
        _check_secret(secret)
        now = timestamp()
        tunnel: Json = {
            "id": str(uuid.uuid4()),
            "account_tag": account,
            "created_at": now,
            "deleted_at": None,
            "name": asked["name"],
            "connections": [],
            "conns_active_at": None,
            "conns_inactive_at": now,
            "tun_type": "cfd_tunnel",
            "metadata": {},
            "status": "inactive",
            "remote_config": asked.get("config_src") == "cloudflare",
            "config_src": asked.get("config_src", "local"),
        }
        self._tunnels[account, tunnel["id"]] = tunnel
        self._secrets[tunnel["id"]] = secret
        return {**tunnel, "token": self._token(tunnel)}

    def _change(self, call: Call, tunnel: Json, asked: Json) -> Json:
        if asked.get("name", tunnel["name"]) != tunnel["name"]:
            self._check_name(call.owner, asked["name"])
            tunnel["name"] = asked["name"]
        if "tunnel_secret" in asked:
            _check_secret(asked["tunnel_secret"])
            self._secrets[tunnel["id"]] = asked["tunnel_secret"]
        return tunnel

    def _check_name(self, account: str, name: str | None) -> None:
        if not name:
            raise CloudflareError(400, 1001, "Tunnel name is required")
        for (owner, _), other in self._tunnels.items():
            if owner == account and other["name"] == name and other["deleted_at"] is None:
                raise CloudflareError(409, 1013, "You already have a tunnel with this name")

    def _token(self, tunnel: Json) -> str:
        """What cloudflared starts with: account, tunnel and secret."""
        parts = {"a": tunnel["account_tag"], "t": tunnel["id"], "s": self._secrets[tunnel["id"]]}
        return base64.b64encode(json.dumps(parts).encode()).decode()

    def _configuration(self, tunnel: Json) -> Json:
        return self._configurations.get(tunnel["id"]) or _described(tunnel, None, 0)

    def _configure(self, tunnel: Json, asked: Json) -> Json:
        config = asked.get("config", {})
        _check_ingress(config.get("ingress", []))
        version = self._configuration(tunnel)["version"] + 1
        described = _described(tunnel, {**config, "warp-routing": {"enabled": False}}, version)
        self._configurations[tunnel["id"]] = described
        # From now on the connectors take their configuration from here.
        tunnel.update(remote_config=True, config_src="cloudflare")
        return described


def _described(tunnel: Json, config: Json | None, version: int) -> Json:
    return {
        "account_id": tunnel["account_tag"],
        "tunnel_id": tunnel["id"],
        "version": version,
        "config": config,
        "source": "cloudflare",
        "created_at": timestamp() if version else tunnel["created_at"],
    }


def _check_secret(secret: str) -> None:
    try:
        size = len(base64.b64decode(secret, validate=True))
    except binascii.Error:
        size = 0
    if size < SECRET_BYTES:
        raise CloudflareError(400, 1002, "Tunnel secret must be at least 32 bytes, encoded in base64")


def _check_ingress(rules: list[Json]) -> None:
    problem = None
    for index, rule in enumerate(rules):
        is_last, matches_all = index == len(rules) - 1, not rule.get("hostname") and not rule.get("path")
        if is_last and not matches_all:
            problem = (
                "The last ingress rule must match all URLs (i.e. it should have no hostname or path filter)"
            )
        elif matches_all and not is_last:
            problem = f"Rule #{index + 1} is matching all URLs, so the rules after it are never reached"
        service = str(rule.get("service", ""))
        scheme = service.partition(":")[0]
        if scheme not in (*SERVICES, "http_status", "hello_world"):
            problem = f"{service} is an invalid address, please make sure it has a scheme and a hostname"
    if problem is not None:
        raise CloudflareError(400, 1056, f"Bad Configuration: Validation failed: {problem}")
