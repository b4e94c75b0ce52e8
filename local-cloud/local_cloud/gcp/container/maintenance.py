"""Maintenance windows: GKE refuses a policy that leaves it less than 48 hours in 32 days.

Only windows of four hours and more count.
https://docs.cloud.google.com/kubernetes-engine/docs/concepts/maintenance-windows-and-exclusions
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dateutil.rrule import rrulestr

from local_cloud.gcp.call import Json
from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.store import fingerprint

MINIMUM = timedelta(hours=48)
PERIOD = timedelta(days=32)
SHORTEST = timedelta(hours=4)


def complete_maintenance_policy(policy: Json) -> None:
    """Checks the windows, and adds the version that the next change has to name."""
    recurring = policy.get("window", {}).get("recurringWindow")
    if recurring and _available(recurring) < MINIMUM:
        raise GoogleError(
            400,
            "Maintenance policy would go longer than 32d without 48h maintenance availability "
            "(in windows of at least 4h).",
        )
    policy["resourceVersion"] = fingerprint(policy.get("window", {}))[:8]


def _available(recurring: Json) -> timedelta:
    start, end = (_moment(recurring.get("window", {}).get(f"{edge}Time", "")) for edge in ("start", "end"))
    if end <= start:
        raise GoogleError(400, "maintenancePolicy.window.recurringWindow: it ends before it starts.")
    try:
        rule = rrulestr(recurring.get("recurrence", ""), dtstart=start)
    except ValueError as error:
        raise GoogleError(400, f"maintenancePolicy.window.recurringWindow.recurrence: {error}") from error
    if end - start < SHORTEST:
        return timedelta()
    duration = end - start
    ends = [moment + duration for moment in rule.between(start, start + 3 * PERIOD, inc=True)]
    # The 32 days that begin where a window has just ended have the fewest.
    begins = [each for each in ends if each < start + 2 * PERIOD]
    counts = [sum(begin < each <= begin + PERIOD for each in ends) for begin in begins]
    return timedelta(seconds=min(counts, default=0) * duration.total_seconds())


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        raise GoogleError(400, f"maintenancePolicy.window: {text!r} is not a time.") from error
