"""The Azure route: one HTTP request in, what Azure would answer out."""

from __future__ import annotations

import threading
import traceback
from functools import partial

from local_cloud.azure.actions import ACTIONS, Action
from local_cloud.azure.authorization import Authorization
from local_cloud.azure.blob.access import Access
from local_cloud.azure.blob.service import BlobService
from local_cloud.azure.cluster_access import admin_credential, user_credential
from local_cloud.azure.cluster_checks import ClusterChecks
from local_cloud.azure.cluster_keys import ClusterKeys
from local_cloud.azure.customer_keys import CustomerKeys
from local_cloud.azure.disk_encryption import SETS
from local_cloud.azure.errors import AzureError, json_error, not_implemented, refused_by_azure
from local_cloud.azure.key_vault import KeyVaults
from local_cloud.azure.kubernetes import AksClusters
from local_cloud.azure.managed_clusters import CLUSTERS, POOLS
from local_cloud.azure.management import Management
from local_cloud.azure.resource_types import SINGLETONS, TYPES
from local_cloud.azure.resources import Resources
from local_cloud.azure.role_assignments import ASSIGNMENTS
from local_cloud.azure.role_definitions import RoleDefinitions
from local_cloud.azure.sign_in import SignIn
from local_cloud.azure.storage import STORAGE
from local_cloud.azure.vaults import DELETED
from local_cloud.kubernetes.authorities import Authorities
from local_cloud.messages import Answer, Request, Response
from local_cloud.routes import InProcess

LOGIN = "login.microsoftonline.com"
MANAGEMENT = "management.azure.com"
BLOB_SUFFIX = ".blob.core.windows.net"
VAULT_SUFFIX = ".vault.azure.net"
HOSTS = (
    r"login\.microsoftonline\.com|management\.azure\.com"
    r"|[a-z0-9]+\.blob\.core\.windows\.net|[a-z0-9-]+\.vault\.azure\.net"
)


def azure_route(azure: Azure) -> InProcess:
    """Puts Azure behind its host names."""
    return InProcess("azure", HOSTS, azure, refused_by_azure)


class Azure:
    """Answers Azure's requests in process; `owner` is the one principal that may do anything."""

    def __init__(self, owner: str) -> None:
        resources = Resources(TYPES, SINGLETONS)
        roles = RoleDefinitions()
        authorization = Authorization(resources, roles, owner)
        vaults = KeyVaults(resources, authorization)
        keys = CustomerKeys(resources, authorization, vaults)
        clusters = ClusterChecks(resources, authorization, ClusterKeys(resources, authorization, keys))
        resources.checks = {
            ASSIGNMENTS: authorization.check_new_assignment,
            STORAGE: keys.check_account,
            SETS: keys.check_encryption_set,
            CLUSTERS: clusters.check_cluster,
            POOLS: clusters.check_pool,
        }
        authorities = Authorities()
        actions: dict[str, Action] = {
            **ACTIONS,
            f"{DELETED}/purge": vaults.purge,
            f"{CLUSTERS}/listclusterusercredential": partial(user_credential, authorities=authorities),
            f"{CLUSTERS}/listclusteradmincredential": partial(admin_credential, authorities=authorities),
        }
        self._sign_in = SignIn(resources)
        self._management = Management(resources, roles, authorization, actions)
        self._vaults = vaults
        self._blobs = BlobService(resources, Access(resources, authorization))
        # One request at a time: what makes a lease exclusive.
        self._lock = threading.RLock()
        self.clusters = AksClusters(resources, authorization, authorities, self._lock).clusters
        """Where AKS' API servers are."""

    def __call__(self, request: Request) -> Response:
        """Answers one request; never raises, and never answers what a client would retry."""
        with self._lock:
            try:
                return self._service(request.host)(request)
            except AzureError as error:
                return json_error(error)
            except Exception as error:  # noqa: BLE001 - a dropped connection would be tried again for minutes
                traceback.print_exc(limit=-3)
                return json_error(not_implemented(f"{request.method} {request.url}: {error!r}"))

    def _service(self, host: str) -> Answer:
        if host == LOGIN:
            return self._sign_in.answer
        if host == MANAGEMENT:
            return self._management.answer
        return self._vaults.answer if host.endswith(VAULT_SUFFIX) else self._blobs.answer
