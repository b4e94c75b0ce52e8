"""Times and generations."""

from __future__ import annotations

import datetime
import time


def timestamp(moment: datetime.datetime | None = None) -> str:
    """RFC 3339 with milliseconds, as Cloud Storage writes it."""
    moment = moment or datetime.datetime.now(datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


class Generations:
    """Numbers that only grow: microseconds, as Cloud Storage's are."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> str:
        """One that was never given out."""
        self._last = max(self._last + 1, time.time_ns() // 1000)
        return str(self._last)
