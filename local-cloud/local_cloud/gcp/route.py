"""The Google Cloud route: one HTTP request in, what Google would answer out."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Callable

from local_cloud.gcp.authorization import Authorization
from local_cloud.gcp.buckets import Buckets
from local_cloud.gcp.call import Call, Json, call_of, json_response
from local_cloud.gcp.compute.api import Compute
from local_cloud.gcp.container.api import Container
from local_cloud.gcp.container.kubernetes import GkeClusters
from local_cloud.gcp.custom_roles import CustomRoles
from local_cloud.gcp.dns import Dns
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.grants import Grants
from local_cloud.gcp.identity_pools import IdentityPools
from local_cloud.gcp.inventory import Inventory
from local_cloud.gcp.keys import Keys
from local_cloud.gcp.logging import Logging
from local_cloud.gcp.projects import Projects
from local_cloud.gcp.resource_manager import ResourceManager
from local_cloud.gcp.secrets import Secrets
from local_cloud.gcp.service_accounts import ServiceAccounts
from local_cloud.gcp.storage import Storage
from local_cloud.gcp.store import Store
from local_cloud.gcp.tokens import exchange
from local_cloud.kubernetes.authorities import Authorities
from local_cloud.messages import Request, Response
from local_cloud.routes import InProcess

HOSTS = r"(?:[a-z0-9-]+\.)+googleapis\.com"
TRACEBACK_FRAMES = 3


def gcp_route(cloud: GoogleCloud) -> InProcess:
    """Puts a cloud behind Google Cloud's host names."""
    return InProcess("gcp", HOSTS, cloud)


class GoogleCloud:
    """Answers requests to *.googleapis.com."""

    def __init__(self) -> None:
        store, projects = Store(), Projects()
        grants = Grants(store, projects)
        keys = Keys(projects, grants)
        buckets, authorities = Buckets(keys), Authorities()
        manager = ResourceManager(grants)
        self._authorization = Authorization(store, manager)
        self._pools = IdentityPools(projects)
        self._storage = Storage(buckets, projects)
        self._identities: dict[str, Callable[[Call], Json]] = {
            "roles": CustomRoles(store, projects).answer,
            "serviceAccounts": ServiceAccounts(store, projects, grants).answer,
        }
        self._services: dict[str, Callable[[Call], Json]] = {
            "cloudasset": Inventory(store, keys, buckets).answer,
            "cloudbilling": manager.billing,
            "cloudkms": keys.answer,
            "cloudresourcemanager": manager.answer,
            "compute": Compute(store, projects, grants).answer,
            "container": Container(store, projects, keys, authorities).answer,
            "dns": Dns(store, projects, grants).answer,
            "iam": self._iam,
            "logging": Logging(store, projects, keys).answer,
            "secretmanager": Secrets(store, projects, grants, keys).answer,
            "serviceusage": projects.service_usage,
        }
        # One request at a time makes the preconditions as atomic as Cloud Storage's are.
        self._lock = threading.RLock()
        self.clusters = GkeClusters(store, self._authorization, authorities, self._lock).clusters
        """Where GKE's API servers are."""

    def __call__(self, request: Request) -> Response:
        """Answers one request; never raises, and never answers what a client would retry."""
        try:
            call = call_of(request)
            request.notes["caller"] = call.caller.name
            with self._lock:
                return self._answer(call)
        except GoogleError as error:
            if error.reason == "notImplemented":
                print(f"local cloud: {error.message}", file=sys.stderr)
            return error.response()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here is an answer, not a hang-up
            traceback.print_exc(limit=-TRACEBACK_FRAMES)
            return not_implemented(
                f"{request.method} {request.url} ({type(error).__name__}: {error})"
            ).response()

    def _answer(self, call: Call) -> Response:
        if call.service == "sts":
            # Nobody is signed in yet.
            return json_response(exchange(call, self._pools))
        if not call.caller.is_known:
            raise GoogleError(401, "Request had invalid authentication credentials.")
        if call.service == "storage":
            return self._storage.answer(call)
        return json_response(self._resource(call))

    def _resource(self, call: Call) -> Json:
        if call.service in ("openidconnect", "www", "oauth2") and call.path[-1] == "userinfo":
            return {"sub": "1", "email": call.caller.name}
        if call.service == "iamcredentials":
            return self._authorization.impersonate(call)
        self._authorization.require(call)
        if call.service not in self._services:
            raise not_implemented(call.what)
        return self._services[call.service](call)

    def _iam(self, call: Call) -> Json:
        """Accounts, roles and pools share a host."""
        kind = call.resource[2] if call.resource[2:] else ""
        return self._identities.get(kind, self._pools.answer)(call)
