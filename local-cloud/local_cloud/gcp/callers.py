"""Who calls: a bearer token is read as the identity that it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message

OWNER_TOKEN = "local-cloud-owner"  # noqa: S105 - it opens nothing but this cloud
"""The token that the environment hands out: whoever has it owns every project."""

MEMBER_PREFIX = "principal:"
"""`principal:user:ann@example.com` is the token of that member of a policy."""


@dataclass(frozen=True)
class Caller:
    """Whoever makes a call."""

    member: str | None
    """As policies name it; None for somebody unknown."""
    is_owner: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the call had a token that means somebody."""
        return self.is_owner or self.member is not None

    @property
    def name(self) -> str:
        """As an error names it."""
        return "Anonymous caller" if self.member is None else self.member.partition(":")[2]


OWNER = Caller("user:owner@local-cloud.test", is_owner=True)


def caller_of(headers: Message) -> Caller:
    """The identity behind the Authorization header."""
    return caller_of_token((headers.get("Authorization") or "").removeprefix("Bearer ").strip())


def caller_of_token(token: str) -> Caller:
    """The identity behind a token."""
    if token == OWNER_TOKEN:
        return OWNER
    if token.startswith(MEMBER_PREFIX) and len(token) > len(MEMBER_PREFIX):
        return Caller(token.removeprefix(MEMBER_PREFIX))
    return Caller(None)
