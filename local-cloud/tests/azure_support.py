"""Clients for the Azure of a local cloud: tokens, Resource Manager and blobs, over plain HTTP."""

from __future__ import annotations

import http.client
import json
import ssl
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from local_cloud.environment import AZURE_PRINCIPAL, AZURE_SECRET, AZURE_SUBSCRIPTION, AZURE_TENANT
from tests.support import Cloud, unique

MANAGEMENT = "https://management.azure.com"
STORAGE = "https://storage.azure.com"
BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def error(self) -> str:
        """The error's code, of Resource Manager or of the blob service."""
        return self.headers.get("x-ms-error-code") or self.json["error"]["code"]


@dataclass
class Principal:
    """Somebody who calls Azure."""

    cloud: Cloud
    client: str = AZURE_PRINCIPAL
    tokens: dict[str, str] = field(default_factory=dict)

    def token(self, audience: str) -> str:
        if audience not in self.tokens:
            answer = sign_in(self.cloud, self.client, audience, client_secret=AZURE_SECRET)
            assert answer.status == 200, answer.body
            self.tokens[audience] = answer.json["access_token"]
        return self.tokens[audience]

    def manage(
        self, method: str, resource_id: str, body: Any = None, query: dict[str, str] | None = None
    ) -> Answer:
        headers = {"Authorization": f"Bearer {self.token(MANAGEMENT)}"}
        asked = urlencode({"api-version": "2024-01-01", **(query or {})})
        url = f"{MANAGEMENT}{resource_id}?{asked}"
        return call(self.cloud, method, url, headers, json.dumps(body).encode() if body is not None else b"")

    def blob(self, method: str, url: str, headers: dict[str, str] | None = None, body: bytes = b"") -> Answer:
        """A call to the blob service; the type of a new blob is added."""
        own = {"Authorization": f"Bearer {self.token(STORAGE)}", "x-ms-version": "2023-11-03"}
        return call(self.cloud, method, url, {**own, "x-ms-blob-type": "BlockBlob", **(headers or {})}, body)


def call(cloud: Cloud, method: str, url: str, headers: dict[str, str], body: bytes = b"") -> Answer:
    """One request through the proxy."""
    parts = urlsplit(url)
    context = ssl.create_default_context(cafile=str(cloud.directory / "ca.pem"))
    connection = http.client.HTTPSConnection("127.0.0.1", cloud.ready["port"], timeout=20, context=context)
    connection.set_tunnel(str(parts.hostname), 443)
    try:
        connection.request(method, f"{parts.path}?{parts.query}", body=body, headers=headers)
        response = connection.getresponse()
        named = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, named, response.read())
    finally:
        connection.close()


def sign_in(cloud: Cloud, client: str, audience: str, **credentials: str) -> Answer:
    """Asks for a token."""
    form = {"client_id": client, "grant_type": "client_credentials", "scope": f"{audience}/.default"}
    url = f"https://login.microsoftonline.com/{AZURE_TENANT}/oauth2/v2.0/token"
    return call(cloud, "POST", url, {}, urlencode({**form, **credentials}).encode())


@dataclass
class Store:
    """A storage account with versions and one container."""

    owner: Principal
    group: str
    account: str
    host: str

    def url(self, blob: str, container: str = "tfstate", **query: str) -> str:
        return f"https://{self.host}/{container}/{quote(blob)}?{urlencode(query)}"

    def container(self, name: str) -> str:
        return f"{self.account}/blobServices/default/containers/{name}"

    def list(self, principal: Principal, prefix: str, **query: str) -> Answer:
        asked = {"restype": "container", "comp": "list", "prefix": prefix, **query}
        return principal.blob("GET", f"https://{self.host}/tfstate?{urlencode(asked)}")


def new_store(cloud: Cloud) -> Store:
    """Makes one as Terraform would."""
    owner = Principal(cloud)
    name = unique("acme").replace("-", "")
    group = f"/subscriptions/{AZURE_SUBSCRIPTION}/resourceGroups/{name}"
    account = f"{group}/providers/Microsoft.Storage/storageAccounts/{name}"
    store = Store(owner, group, account, f"{name}.blob.core.windows.net")
    closed = {"allowSharedKeyAccess": False, "supportsHttpsTrafficOnly": True, "minimumTlsVersion": "TLS1_2"}
    versioned = {"isVersioningEnabled": True, "deleteRetentionPolicy": {"enabled": True, "days": 7}}
    for resource_id, body in [
        (group, {"location": "westeurope"}),
        (account, {"location": "westeurope", "sku": {"name": "Standard_ZRS"}, "properties": closed}),
        (f"{account}/blobServices/default", {"properties": versioned}),
        (store.container("tfstate"), {"properties": {}}),
    ]:
        made = owner.manage("PUT", resource_id, body)
        assert made.status == 200, made.body
    return store
