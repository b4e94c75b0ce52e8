"""Cloudflare's API for tests: calls, and zones of their own."""

from __future__ import annotations

import json
from typing import Any

from tests.support import Cloud, unique

ACCOUNT = "0123456789abcdef0123456789abcdef"
API = "https://api.cloudflare.com/client/v4"
OF_ACCOUNT = f"/accounts/{ACCOUNT}"


def call(cloud: Cloud, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    """The status of a call, and what it answers."""
    content = None if body is None else iter([json.dumps(body).encode()])
    headers = {"Authorization": f"Bearer {cloud.ready['environment']['CLOUDFLARE_API_TOKEN']}"}
    status, answer = cloud.request(method, API + path, headers=headers, body=content)
    return status, json.loads(answer) if answer else None


def done(cloud: Cloud, method: str, path: str, body: Any = None) -> Any:
    """The result of a call that has to succeed."""
    status, answer = call(cloud, method, path, body)
    assert status == 200, answer
    return answer["result"]


def refused(cloud: Cloud, method: str, path: str, body: Any = None) -> tuple[int, int]:
    """The status and the code of a call that has to fail."""
    status, answer = call(cloud, method, path, body)
    assert answer["success"] is False, answer
    return status, answer["errors"][0]["code"]


def new_zone(cloud: Cloud) -> tuple[str, str]:
    """The path and the name of a zone that no other test uses."""
    name = f"{unique('zone')}.example"
    zone = done(cloud, "POST", "/zones", {"name": name, "account": {"id": ACCOUNT}})
    return f"/zones/{zone['id']}", name
