"""The time as Resource Manager writes it."""

from __future__ import annotations

import time


def now(later_seconds: int = 0) -> str:
    """Now, or later, in UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + later_seconds))
