"""Calls of Google Cloud's APIs as its clients make them, through the proxy."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from tests.support import Cloud, unique

OWNER = "local-cloud-owner"
PROJECT = "acme-state-1"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def message(self) -> str:
        return str(self.json["error"]["message"])


@dataclass(frozen=True)
class Google:
    """A client with one identity."""

    cloud: Cloud
    token: str = OWNER

    def call(self, method: str, url: str, body: Any = None, headers: dict[str, str] | None = None) -> Answer:
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        authorized = {"Authorization": f"Bearer {self.token}", **(headers or {})}
        return Answer(*self.cloud.request(method, f"https://{url}", headers=authorized, body=content))

    def storage(self, method: str, resource: str, body: Any = None) -> Answer:
        return self.call(method, f"storage.googleapis.com/storage/v1/{resource}", body)

    def bucket(self, **settings: Any) -> str:
        name = unique("bucket")
        body = {"name": name, "location": "EUROPE-WEST4", **settings}
        assert self.storage("POST", f"b?project={PROJECT}", body).status == 200
        return name

    def put(self, bucket: str, name: str, data: bytes, **conditions: str) -> Answer:
        query = "".join(f"&{key}={value}" for key, value in conditions.items())
        path = f"upload/storage/v1/b/{bucket}/o?uploadType=media&name={quote(name, safe='')}{query}"
        return self.call("POST", f"storage.googleapis.com/{path}", data)

    def read(self, bucket: str, name: str) -> Answer:
        return self.call("GET", f"storage.googleapis.com/{bucket}/{name}")

    def member(self, name: str) -> Google:
        return Google(self.cloud, f"principal:{name}")


def object_path(bucket: str, name: str) -> str:
    return f"b/{bucket}/o/{quote(name, safe='')}"


def enable(google: Google, project: str, *services: str) -> None:
    for service in services:
        url = f"serviceusage.googleapis.com/v1/projects/{project}/services/{service}.googleapis.com:enable"
        assert google.call("POST", url, {}).json["done"] is True
