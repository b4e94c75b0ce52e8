"""Hands a request to moto, in process."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from botocore.awsrequest import AWSPreparedRequest
from moto.backend_index import backend_url_patterns
from moto.backends import get_backend
from moto.core.base_backend import BackendDict
from moto.core.models import DEFAULT_ACCOUNT_ID
from werkzeug.exceptions import HTTPException

from local_cloud.aws.failures import Unimplemented
from local_cloud.aws.operations import Call, operation_of
from local_cloud.messages import Request, Response

TEXT_BODIES = ("application/x-amz-json-1.1", "application/x-www-form-urlencoded")
"""Content types whose bodies some of moto's services expect as text."""

MotoHandler = Callable[[Any, str, Any], Any]


class Dispatcher:
    """Finds moto's handler for a request, calls it, and makes a response of what it returns."""

    def identify(self, request: Request) -> Call:
        """Which service and operation the request is for."""
        service = _service_of(request.scheme, request.host, request.path)
        return Call(service, operation_of(request, service))

    def call(self, request: Request, call: Call) -> Response:
        """moto's answer. Raises Unimplemented if moto has nothing for this request."""
        if call.service is None:
            raise Unimplemented(f"no service of moto answers {request.host}")
        handler = _handler_of(call.service, request.path)
        if handler is None:
            raise Unimplemented(f"moto's {call.service} has nothing at {request.path}")
        body: bytes | str = request.body
        if request.headers.get("Content-Type", "").startswith(TEXT_BODIES):
            body = request.body.decode("utf-8")
        prepared = AWSPreparedRequest(request.method, request.url, request.headers, body, stream_output=False)
        prepared.form_data = {}
        try:
            answer = handler(prepared, request.url, request.headers)
        except HTTPException as error:
            # How moto's older services say a legitimate 4xx.
            answer = error.code, dict(error.get_headers() or []), error.get_body()
        response = _response(answer)
        if response.status == 404 and not response.body and call.operation is None:
            # What moto's BaseResponse does with an action that it can't name.
            raise Unimplemented(f"moto's {call.service} has no action for {request.method} {request.path}")
        return response


def _response(answer: Any) -> Response:
    """moto returns a body, or status, headers and a body; of str or bytes."""
    status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
    return Response(
        int(status),
        {str(name): _text(value) for name, value in headers.items()},
        body.encode("utf-8") if isinstance(body, str) else bytes(body or b""),
    )


def _text(value: Any) -> str:
    return value.decode("utf-8") if isinstance(value, bytes) else str(value)


@lru_cache(maxsize=4096)
def _service_of(scheme: str, host: str, path: str) -> str | None:
    url = f"{scheme}://{host}{path}"
    return next((service for service, pattern in backend_url_patterns if pattern.match(url)), None)


@lru_cache(maxsize=4096)
def _handler_of(service: str, path: str) -> MotoHandler | None:
    return next((handler for pattern, handler in _handlers(service) if pattern.match(path)), None)


@cache
def _handlers(service: str) -> list[tuple[re.Pattern[str], MotoHandler]]:
    """The paths that a service of moto answers; the same for each account and region."""
    backends: Any = get_backend(service)  # type: ignore[call-overload]
    if isinstance(backends, BackendDict):
        regions = backends[DEFAULT_ACCOUNT_ID]
        backend = regions["us-east-1" if "us-east-1" in regions else "aws"]
    else:
        backend = backends["global"]
    return [(re.compile(pattern), handler) for pattern, handler in backend.url_paths.items()]
