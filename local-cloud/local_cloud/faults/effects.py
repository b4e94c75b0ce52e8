"""What a fault does to a request.

An effect is asked twice: `before_body` while the client may still be uploading, and `answer` with the whole
request. Either may raise HangUp.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from email.message import Message
from io import BufferedIOBase

from local_cloud.faults.clock import answer_at
from local_cloud.messages import Failure, Response
from local_cloud.routes import Exchange

MIDDLE = 0.5
"""Where a connection is cut: with this share of the body through."""


class HangUp(Exception):
    """The connection ends here: in the middle of `response`, or before it begins."""

    def __init__(self, response: Response | None = None) -> None:
        super().__init__()
        self.response = response


class Effect:
    """What a fault changes of a request's way."""

    def before_body(self, stream: BufferedIOBase, headers: Message) -> None:
        """Before the request's body is read."""

    def answer(self, exchange: Exchange, removed: threading.Event) -> Response:
        """What the client gets; `removed` is set when the test takes its rule back."""
        raise NotImplementedError


@dataclass(frozen=True)
class Refuse(Effect):
    """Answers a status in the cloud's own words, and carries nothing out."""

    status: int

    def answer(self, exchange: Exchange, removed: threading.Event) -> Response:
        """Not as asked."""
        return exchange.refusal(self.status)


@dataclass(frozen=True)
class Delay(Effect):
    """Answers late."""

    seconds: float

    def answer(self, exchange: Exchange, removed: threading.Event) -> Response:
        """After a while."""
        removed.wait(self.seconds)
        return exchange.carry_out()


@dataclass(frozen=True)
class Silence(Effect):
    """Never answers, and carries nothing out; hangs up when the rule is taken back."""

    def answer(self, exchange: Exchange, removed: threading.Event) -> Response:
        """Nothing."""
        removed.wait()
        raise HangUp


@dataclass(frozen=True)
class CutUpload(Effect):
    """Hangs up in the middle of the request's body, and carries nothing out."""

    def before_body(self, stream: BufferedIOBase, headers: Message) -> None:
        """Half of it is read, no more."""
        length = headers.get("Content-Length", "0")
        stream.read(int(int(length) * MIDDLE) if length.isdigit() else 1)
        raise HangUp


@dataclass(frozen=True)
class CutResponse(Effect):
    """Carries the request out, and hangs up in the middle of the response."""

    def answer(self, exchange: Exchange, removed: threading.Event) -> Response:
        """Half of it is sent, no more."""
        raise HangUp(exchange.carry_out())


@dataclass(frozen=True)
class LoseResponse(Effect):
    """Carries the request out, and hangs up without a word: the client can't know that it was."""

    def answer(self, exchange: Exchange, removed: threading.Event) -> Response:
        """Nothing, though it was done."""
        exchange.carry_out()
        raise HangUp


@dataclass(frozen=True)
class Skew(Effect):
    """The cloud's clock is ahead of the client's by some seconds, or behind with a negative number."""

    seconds: float

    def answer(self, exchange: Exchange, removed: threading.Event) -> Response:
        """With the other clock."""
        return answer_at(exchange, self.seconds)


@dataclass(frozen=True)
class SlowOperation(Effect):
    """Accepts the request, and has the operation take its time that it starts."""

    seconds: float

    def answer(self, exchange: Exchange, removed: threading.Event) -> Response:
        """As if all were well."""
        exchange.request.operation_seconds = self.seconds
        return exchange.carry_out()


@dataclass(frozen=True)
class FailOperation(Effect):
    """Accepts the request, and has the operation fail that it starts; what it made is left half-made."""

    code: str
    message: str = "a fault that a test asked for"

    def answer(self, exchange: Exchange, removed: threading.Event) -> Response:
        """As if all were well."""
        exchange.request.failure = Failure(self.code, self.message)
        return exchange.carry_out()
