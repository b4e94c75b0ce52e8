"""Calls of Hetzner Cloud's API as its clients make them, through the proxy."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.support import Cloud, unique

EU_CENTRAL = "eu-central"
PRIVATE = {"enable_ipv4": False, "enable_ipv6": False}


def project_token() -> str:
    """The token of a project that no other test uses."""
    return unique("project").replace("-", "").ljust(64, "x")


@dataclass(frozen=True)
class Hetzner:
    """A client of one project."""

    cloud: Cloud
    token: str

    def call(self, method: str, path: str, body: Any = None, **query: str) -> tuple[int, Any]:
        """The status and the body of an answer."""
        content = b"" if body is None else json.dumps(body).encode()
        url = f"https://api.hetzner.cloud/v1/{path}" + (f"?{urlencode(query)}" if query else "")
        headers = {"Authorization": f"Bearer {self.token}"}
        status, answer = self.cloud.request(method, url, headers=headers, body=content)
        return status, json.loads(answer) if answer else None

    def make(self, plural: str, **settings: Any) -> Any:
        """A new resource, made to its end."""
        status, answer = self.call("POST", plural, {"name": unique("made"), **settings})
        assert status == 201, answer
        for action in (answer.get("action"), *answer.get("actions", []), *answer.get("next_actions", [])):
            self.wait(action)
        return self.get(plural, answer[plural.removesuffix("s")]["id"])

    def get(self, plural: str, number: int) -> Any:
        return self.call("GET", f"{plural}/{number}")[1][plural.removesuffix("s")]

    def act(self, path: str, action: str, **settings: Any) -> Any:
        """Carries an action out, to its end."""
        status, answer = self.call("POST", f"{path}/actions/{action}", settings)
        assert status == 201, answer
        ended = [self.wait(one) for one in answer.get("actions") or [answer["action"]]]
        return ended[0]

    def wait(self, action: Any) -> Any:
        """Polls as clients do."""
        while action is not None and action["status"] == "running":
            time.sleep(0.1)
            action = self.call("GET", "actions", id=str(action["id"]))[1]["actions"][0]
        return action

    def refused(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        """The status and the code of a call that has to fail."""
        status, answer = self.call(method, path, body)
        assert status >= 400, answer
        return status, str(answer["error"]["code"])

    def network(self, *subnets: str, ip_range: str = "10.0.0.0/16", zone: str = EU_CENTRAL) -> int:
        """A network with subnets."""
        described = [{"type": "cloud", "network_zone": zone, "ip_range": one} for one in subnets]
        return int(self.make("networks", ip_range=ip_range, subnets=described)["id"])

    def server(self, **settings: Any) -> Any:
        usual = {"server_type": "cx33", "image": "ubuntu-24.04", "location": "fsn1"}
        return self.make("servers", **{**usual, **settings})

    @contextmanager
    def fault(self, **rule: Any) -> Iterator[None]:
        """A rule that strikes this project alone."""
        url = f"http://faults.local-cloud/rules/{self.token[:30]}"
        own = {"host": "api.hetzner.cloud", "headers": {"Authorization": self.token}, **rule}
        assert self.cloud.request("PUT", url, body=json.dumps(own).encode())[0] == 200
        try:
            yield
        finally:
            self.cloud.request("DELETE", url)
