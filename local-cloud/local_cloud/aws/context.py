"""The AWS request that is being answered: for mends that need more than moto hands down (TLS, operation)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from local_cloud.aws.operations import Call
from local_cloud.messages import Request


@dataclass(frozen=True)
class Context:
    """What is known about a request beyond what moto parses."""

    request: Request
    account: str
    call: Call


_current: ContextVar[Context | None] = ContextVar("aws_request", default=None)


@contextmanager
def of(request: Request, account: str, call: Call) -> Iterator[Context]:
    """Makes `request` the current one."""
    now = Context(request, account, call)
    token = _current.set(now)
    try:
        yield now
    finally:
        _current.reset(token)


def current() -> Context | None:
    """The request that is being answered; None outside of the proxy (unit tests, moto's own calls)."""
    return _current.get()
