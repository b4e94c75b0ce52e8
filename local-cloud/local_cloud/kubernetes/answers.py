"""Answers of the API server."""

from __future__ import annotations

import json
from typing import Any

from local_cloud.kubernetes.admission import Write
from local_cloud.kubernetes.call import Target
from local_cloud.kubernetes.errors import ApiError
from local_cloud.kubernetes.identity import Attempt, Identity
from local_cloud.kubernetes.values import Json
from local_cloud.kubernetes.watching import shown
from local_cloud.messages import Response


def denied(who: Identity, attempt: Attempt) -> ApiError:
    """Why somebody may not do something."""
    name = f"{attempt.resource}.{attempt.group}" if attempt.group else attempt.resource
    where = f'in the namespace "{attempt.namespace}"' if attempt.namespace else "at the cluster scope"
    text = (
        f'{name} is forbidden: User "{who.name}" cannot {attempt.verb} resource "{attempt.resource}" '
        f'in API group "{attempt.group}" {where}'
    )
    return ApiError(403, "Forbidden", text, group=attempt.group, kind=attempt.resource)


def answered(target: Target, item: Json, write: Write, status: int = 200) -> Response:
    """An object, with the warnings about how it was written."""
    response = json_answer(shown(target, item), status)
    if write.warnings:
        listed = [f'299 - "{text.replace(chr(34), chr(92) + chr(34))}"' for text in write.warnings]
        response.headers["Warning"] = ", ".join(listed)
    return response


def success(details: Json) -> Json:
    """What is answered where no object is."""
    return {
        "kind": "Status",
        "apiVersion": "v1",
        "metadata": {},
        "status": "Success",
        "details": details,
    }


def json_answer(content: Any, status: int = 200) -> Response:
    """An answer with a JSON body."""
    return Response(status, {"Content-Type": "application/json"}, json.dumps(content).encode())
