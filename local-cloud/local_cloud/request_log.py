"""The request log: a line of JSON for each request, never a body, a header or a credential."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

SECRET_PARAMETERS = (
    "x-amz-signature",
    "x-amz-security-token",
    "x-amz-credential",
    "signature",
    "awsaccesskeyid",
)
"""Parts of a pre-signed URL that are as good as a credential."""


class RequestLog:
    """Appends to a file. Safe to call from many threads."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf-8", buffering=1)
        self._lock = threading.Lock()

    def write(self, started: float, **fields: Any) -> None:
        """Logs one request that began at `started` (time.monotonic()) and ends now."""
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime())
            + f".{int(time.time() * 1000) % 1000:03d}Z",
            **{name: value for name, value in fields.items() if value is not None},
            "ms": round((time.monotonic() - started) * 1000, 1),
        }
        with self._lock:
            if not self._file.closed:
                self._file.write(json.dumps(line) + "\n")

    def close(self) -> None:
        """Closes the file; later writes are dropped."""
        with self._lock:
            self._file.close()


def loggable(target: str) -> str:
    """A request target without the secret parts of a pre-signed URL."""
    parts = urlsplit(target)
    if not parts.query:
        return target
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if not any(name.lower() in SECRET_PARAMETERS for name, _ in pairs):
        return target
    return f"{parts.path}?{urlencode([(n, 'x' if n.lower() in SECRET_PARAMETERS else v) for n, v in pairs])}"
