"""The hosts of an S3-compatible store, answered by the AWS route's S3 in a namespace of the store's own."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Collection
from dataclasses import replace
from email.message import Message
from hashlib import md5

from local_cloud.aws.operations import Call, operation_of, s3_bucket_and_key
from local_cloud.aws.route import Aws
from local_cloud.messages import Request, Response
from local_cloud.routes import InProcess
from local_cloud.s3_compatible.errors import s3_error
from local_cloud.s3_compatible.namespace import REGION, Namespace
from local_cloud.s3_compatible.public_reading import is_anonymous, is_public
from local_cloud.s3_compatible.store import Place, Store

HOST = f"s3.{REGION}.amazonaws.com"
LOCATION = re.compile(rb"<LocationConstraint[^>]*>([^<]*)</LocationConstraint>")
CONFIGURATION = (
    f"<CreateBucketConfiguration><LocationConstraint>{REGION}</LocationConstraint>"
    "</CreateBucketConfiguration>"
).encode()
CONDITIONS = ("if-none-match", "if-match")
WRITING = ("PUT", "POST")
"""POST completes an upload in parts."""


class S3Compatible:
    """Answers for one kind of store."""

    def __init__(self, store: Store, aws: Aws, ignoring: Collection[str] = ()) -> None:
        self._store = store
        self._hosts = re.compile(store.hosts)
        self._aws = aws
        self._ignoring = frozenset(ignoring)
        self._namespaces: dict[str, Namespace] = {}

    def route(self) -> InProcess:
        """The store's hosts."""
        return InProcess(self._store.name, self._store.hosts, self)

    def __call__(self, request: Request) -> Response:
        """Answers one request, or says what the store lacks."""
        match = self._hosts.fullmatch(request.host)
        if match is None:
            return s3_error(request, 404, "NoSuchHost", f"{request.host} is no host of {self._store.name}")
        place = self._store.place(match)
        namespace = self._namespaces.setdefault(place.namespace, Namespace(place.namespace))
        endpoint = request.host.removeprefix(f"{place.bucket}.")
        if endpoint in self._ignoring and request.method in WRITING:
            for name in CONDITIONS:
                del request.headers[name]
        inner = _as_aws(request, place, namespace)
        call = Call("s3", operation_of(inner, "s3"))
        request.notes["action"] = f"{self._store.name}:{call.operation}"
        bucket, key = s3_bucket_and_key(inner.host, inner.path)
        with self._aws.lock, namespace.entered():
            may_be_public = self._store.has_public_objects and is_anonymous(request)
            if may_be_public and not is_public(namespace.bucket(bucket), call.operation, key, request):
                return s3_error(request, 403, "AccessDenied", "Access Denied")
            refused = self._store.refusal(inner, call, bucket, key, namespace)
            if refused is not None:
                return refused
            if call.operation == "CreateBucket":
                wanted = LOCATION.search(inner.body)
                if wanted is not None and wanted[1].decode() not in (place.region, ""):
                    return s3_error(
                        request, 400, "InvalidLocationConstraint", "the bucket's location is not the host's"
                    )
                inner.body = CONFIGURATION
            return _as_store(self._aws(inner), place)


def _as_aws(request: Request, place: Place, namespace: Namespace) -> Request:
    """The request as it would be sent to S3, by the account that is this store."""
    headers = Message()
    for name, value in request.headers.items():
        headers[name] = value
    del headers["Authorization"]
    headers["Authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={namespace.account}/20260101/{REGION}/s3/aws4_request, "
        "SignedHeaders=host, Signature=0"
    )
    if request.method == "PUT" and "Content-MD5" not in headers:
        # AWS wants a digest with every upload into a locked bucket; Ceph (src/rgw/rgw_rest_s3.cc) doesn't.
        headers["Content-MD5"] = b64encode(md5(request.body, usedforsecurity=False).digest()).decode()
    target = f"/{place.bucket}{request.target}" if place.bucket else request.target
    return replace(request, host=HOST, target=target, headers=headers)


def _as_store(response: Response, place: Place) -> Response:
    """The answer as the store gives it: with its own region, and no header that only AWS has."""
    headers = {
        name: place.region if name.lower() == "x-amz-bucket-region" else value
        for name, value in response.headers.items()
        if name.lower() != "x-amz-transition-default-minimum-object-size"
    }
    body = LOCATION.sub(lambda match: match[0].replace(REGION.encode(), place.region.encode()), response.body)
    return Response(response.status, headers, body)
