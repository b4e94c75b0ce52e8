"""Which storage account a request is for, and whether its sender may do what it asks for."""

from __future__ import annotations

from dataclasses import dataclass

from local_cloud.azure.authorization import Authorization
from local_cloud.azure.conditions import BLOB_PATH, CONTAINER, CONTAINER_NAME, LIST_PREFIX, Attempt
from local_cloud.azure.errors import AzureError, not_implemented
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import Resources
from local_cloud.azure.storage import STORAGE
from local_cloud.azure.tokens import principal_of
from local_cloud.messages import Request

AUDIENCE = "https://storage.azure.com"
BLOBS = f"{CONTAINER}/blobs"
OLD_TLS = ("1", "1.1")


@dataclass(frozen=True)
class Target:
    """What a request is about."""

    account: Json
    container: str
    blob: str

    @property
    def container_id(self) -> str:
        """The container's id in Resource Manager."""
        return f"{self.account['id']}/blobServices/default/containers/{self.container}"


class Access:
    """Judges each request before it is carried out."""

    def __init__(self, resources: Resources, authorization: Authorization) -> None:
        self._resources = resources
        self._authorization = authorization

    def account(self, host: str) -> Json:
        """The storage account of a host name; they are shared by all of Azure."""
        name = host.split(".")[0]
        for account in self._resources.of_type(STORAGE):
            if account["name"] == name:
                return account
        raise AzureError(404, "ResourceNotFound", f"There is no storage account {name}.")

    def principal(self, request: Request, account: Json) -> str:
        """Who sends a request, if the account takes such requests at all."""
        properties = account["properties"]
        if request.scheme != "https" and properties.get("supportsHttpsTrafficOnly", True):
            raise AzureError(400, "AccountRequiresHttps", "The account requires HTTPS.")
        if properties.get("minimumTlsVersion") == "TLS1_2" and request.tls_version in OLD_TLS:
            raise AzureError(
                400, "TlsVersionNotPermitted", "The TLS version is not permitted on this account."
            )
        uses_key = request.headers.get("Authorization", "").startswith("SharedKey") or "sig=" in request.query
        if uses_key and properties.get("allowSharedKeyAccess") is False:
            text = "Key based authentication is not permitted on this storage account."
            raise AzureError(403, "KeyBasedAuthenticationNotPermitted", text)
        if uses_key:
            raise not_implemented("shared keys, which no account of Hera's takes")
        return principal_of(request.headers, AUDIENCE)

    def check(
        self, principal: str, target: Target, action: str, suboperation: str = "", prefix: str = ""
    ) -> None:
        """Refuses what no role assignment of the principal grants."""
        is_data = action.startswith(BLOBS)
        attributes = {CONTAINER_NAME: target.container}
        if target.blob:
            attributes[BLOB_PATH] = target.blob
        if suboperation == "Blob.List":
            attributes[LIST_PREFIX] = prefix
        attempt = Attempt(action, suboperation, attributes)
        if not self._authorization.allows(principal, attempt, target.container_id, is_data):
            text = "This request is not authorized to perform this operation using this permission."
            raise AzureError(403, "AuthorizationPermissionMismatch", text)
