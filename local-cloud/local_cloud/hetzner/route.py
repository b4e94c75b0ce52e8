"""api.hetzner.cloud: one HTTP request in, what Hetzner would answer out.

https://docs.hetzner.cloud/reference/cloud
"""

from __future__ import annotations

import re
import sys
import threading
import traceback
from collections import defaultdict

from local_cloud.hetzner.api import answer
from local_cloud.hetzner.call import call_of, json_response
from local_cloud.hetzner.errors import HetznerError, not_implemented, refusal
from local_cloud.hetzner.k3s import Read
from local_cloud.hetzner.kubernetes import K3sClusters
from local_cloud.hetzner.project import Project
from local_cloud.id_tokens import IdTokens
from local_cloud.kubernetes.endpoints import CloudClusters
from local_cloud.messages import Request, Response
from local_cloud.routes import InProcess

HOSTS = r"api\.hetzner\.cloud"
TOKEN = re.compile(r"Bearer ([A-Za-z0-9]{64})")
"""Every token of the right form belongs to a project of its own."""
TRACEBACK_FRAMES = 3


def hetzner_route(cloud: HetznerCloud) -> InProcess:
    """Puts a cloud behind Hetzner Cloud's host name."""
    return InProcess("hetzner-cloud", HOSTS, cloud, refusal)


class HetznerCloud:
    """Answers requests to api.hetzner.cloud."""

    def __init__(self) -> None:
        self._projects: defaultdict[str, Project] = defaultdict(Project)
        self._lock = threading.RLock()

    def clusters(self, tokens: IdTokens, read: Read) -> CloudClusters:
        """Where the API servers of k3s are, which take `tokens` and `read` their settings."""
        return K3sClusters(self._projects, self._lock, tokens, read).clusters

    def __call__(self, request: Request) -> Response:
        """Answers one request; never raises, and never answers what a client would retry."""
        try:
            with self._lock:
                token = TOKEN.fullmatch(request.headers.get("Authorization", ""))
                if token is None:
                    raise HetznerError("unauthorized", "the token you provided is invalid")
                project = self._projects[token[1]]
                project.actions.settle()
                status, content = answer(project, call_of(request))
                return json_response(content, status)
        except HetznerError as error:
            request.notes["error"] = error.message
            if error.code == "unsupported_error":
                print(f"local cloud: {error.message}", file=sys.stderr)
            return error.response()
        except Exception as error:  # noqa: BLE001 - whatever goes wrong here is an answer, not a hang-up
            traceback.print_exc(limit=-TRACEBACK_FRAMES)
            what = f"{request.method} {request.url} ({type(error).__name__}: {error})"
            return not_implemented(what).response()
