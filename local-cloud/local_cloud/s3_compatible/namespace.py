"""A store's own world in moto's S3: its buckets don't meet those of AWS, or of another store, by name.

moto keeps buckets by account, but their names once for all accounts, because AWS does. A namespace is an
account that nobody else has, and a register of names that takes the place of the common one while a request
is answered.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

REGION = "eu-central-1"
"""Where moto believes the buckets to be. A store has one region, so it doesn't matter which."""


class Namespace:
    """The buckets of one store."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.account = f"9{zlib.crc32(name.encode()):011d}"
        self._names: dict[str, tuple[str, str]] = {}

    @contextmanager
    def entered(self) -> Iterator[None]:
        """moto sees this store's names and no other. Only one request at a time may be in here."""
        from moto.s3.models import s3_backends

        common = s3_backends.bucket_accounts
        s3_backends.bucket_accounts = self._names
        try:
            yield
        finally:
            s3_backends.bucket_accounts = common

    def bucket(self, name: str | None) -> Any | None:
        """moto's bucket of a name; None where there is none."""
        from moto.s3.models import s3_backends

        return None if name is None else s3_backends[self.account]["aws"].buckets.get(name)
