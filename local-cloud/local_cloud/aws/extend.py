"""Puts every mend of moto in place: one explicit call, nothing at import."""

from __future__ import annotations

from functools import lru_cache

from local_cloud.aws import ec2, eks, kms, load_balancers, s3, tagging


@lru_cache(maxsize=1)
def extend_moto() -> None:
    """Mends moto, once a process."""
    s3.extend()
    ec2.extend()
    eks.extend()
    kms.extend()
    load_balancers.extend()
    tagging.extend()
