"""Starting a local cloud as a user's program would, and clients for it."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import ssl
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.config import Config

PROJECT = Path(__file__).parent.parent
REGION = "eu-central-1"
ACCOUNT = "123456789012"
SIGNATURE = (
    "AWS4-HMAC-SHA256 Credential={key}/20260101/{region}/s3/aws4_request, SignedHeaders=host, Signature=0"
)

_numbers = itertools.count(1)


def unique(prefix: str) -> str:
    """A name that no other test uses: they share one cloud."""
    return f"{prefix}-{os.getpid()}-{next(_numbers)}"


@dataclass
class Cloud:
    """A running local cloud."""

    process: subprocess.Popen[str]
    ready: dict[str, Any]
    clients: dict[tuple[Any, ...], Any] = field(default_factory=dict, repr=False)

    @property
    def directory(self) -> Path:
        return Path(self.ready["directory"])

    def client(
        self,
        service: str,
        region: str = REGION,
        key: str = ACCOUNT,
        scheme: str = "https",
        token: str | None = None,
        secret: str = "test",
    ) -> Any:
        """A boto3 client for the real host names, through the proxy; it never retries."""
        arguments = (service, region, key, scheme, token, secret)
        if arguments not in self.clients:  # to make one takes longer than most calls
            proxy = f"http://127.0.0.1:{self.ready['port']}"
            self.clients[arguments] = boto3.client(
                service,
                region_name=region,
                use_ssl=scheme == "https",
                verify=str(self.directory / "ca.pem"),
                aws_access_key_id=key,
                aws_secret_access_key=secret,
                aws_session_token=token,
                config=Config(proxies={"https": proxy, "http": proxy}, retries={"total_max_attempts": 1}),
            )
        return self.clients[arguments]

    def request(
        self,
        method: str,
        url: str,
        maximum_tls: ssl.TLSVersion | None = None,
        headers: dict[str, str] | None = None,
        body: Any = None,
    ) -> tuple[int, bytes]:
        """One raw request to a real URL, through the proxy."""
        parts = urlsplit(url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.scheme == "http":
            connection = http.client.HTTPConnection("127.0.0.1", self.ready["port"], timeout=60)
            target = url
        else:
            context = ssl.create_default_context(cafile=str(self.directory / "ca.pem"))
            if maximum_tls is not None:
                context.maximum_version = maximum_tls
            connection = http.client.HTTPSConnection(
                "127.0.0.1", self.ready["port"], timeout=10, context=context
            )
            connection.set_tunnel(str(parts.hostname), parts.port or 443)
        try:
            connection.request(
                method, target, body=body, headers=headers or {}, encode_chunked=body is not None
            )
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def log(self) -> list[dict[str, Any]]:
        """The request log so far."""
        lines = (self.directory / "requests.jsonl").read_text().splitlines()
        return [json.loads(line) for line in lines]


def start(*arguments: str, environment: dict[str, str] | None = None) -> subprocess.Popen[str]:
    """Starts the local cloud as a child process."""
    return subprocess.Popen(
        [sys.executable, "-m", "local_cloud", *arguments],
        cwd=PROJECT,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_ready(process: subprocess.Popen[str]) -> Cloud:
    """Reads the JSON line that says that it listens."""
    assert process.stdout is not None
    return Cloud(process, json.loads(process.stdout.readline()))


def stop(process: subprocess.Popen[str]) -> int:
    """Closes its stdin, and waits for its end."""
    process.communicate(timeout=60)
    return process.returncode


def new_bucket(cloud: Cloud, **options: Any) -> str:
    """Makes a bucket."""
    name = unique("bucket")
    cloud.client("s3").create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION}, **options
    )
    return name


def error_code(call: Callable[..., Any], **parameters: Any) -> str:
    """The error code of a call that has to fail."""
    with pytest.raises(Exception) as failure:
        call(**parameters)
    response = getattr(failure.value, "response", None)
    assert response is not None, failure.value
    return str(response["Error"]["Code"])
