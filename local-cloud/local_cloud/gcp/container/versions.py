"""Which versions are offered, in the form of GKE's; not Google's current list.

https://docs.cloud.google.com/kubernetes-engine/docs/release-schedule
"""

from __future__ import annotations

import re

from local_cloud.gcp.call import Json
from local_cloud.gcp.errors import GoogleError

BUILD = "gke.1201000"
NEWEST = {33: 6, 34: 4, 35: 2, 36: 1}
"""The newest patch of each minor."""
CHANNELS = {
    "RAPID": (33, 34, 35, 36),
    "REGULAR": (33, 34, 35),
    "STABLE": (33, 34, 35),
    "EXTENDED": (33, 34, 35),
    "UNSPECIFIED": (33, 34, 35, 36),
}
DEFAULT_MINOR = 34


def server_config() -> Json:
    """What `serverConfig` answers."""
    channels = [
        {
            "channel": name,
            "defaultVersion": _full(DEFAULT_MINOR),
            "validVersions": [_full(minor) for minor in reversed(minors)],
            "upgradeTargetVersion": _full(max(minors)),
        }
        for name, minors in CHANNELS.items()
        if name != "UNSPECIFIED"
    ]
    versions = [_full(minor) for minor in reversed(NEWEST)]
    return {
        "defaultClusterVersion": _full(DEFAULT_MINOR),
        "validMasterVersions": versions,
        "validNodeVersions": versions,
        "defaultImageType": "COS_CONTAINERD",
        "validImageTypes": ["COS_CONTAINERD", "UBUNTU_CONTAINERD"],
        "channels": channels,
    }


def resolve(wanted: str, channel: str) -> str:
    """The full version behind an alias: empty, `-`, `latest`, a minor, a patch, or itself."""
    minors = CHANNELS.get(channel, CHANNELS["REGULAR"])
    if wanted in ("", "-"):
        return _full(DEFAULT_MINOR)
    if wanted == "latest":
        return _full(max(minors))
    for minor in minors:
        full = _full(minor)
        if wanted == full or full.startswith((f"{wanted}.", f"{wanted}-")):
            return full
    raise GoogleError(400, f'Master version "{wanted}" is unsupported.')


def require_upgrade(current: str, wanted: str) -> None:
    """Refuses to go back, or over a minor."""
    step = _minor(wanted) - _minor(current)
    if step not in (0, 1):
        raise GoogleError(
            400, f"Master cannot be upgraded to {wanted}: cannot go from {current} by {step} minor versions."
        )


def version_key(version: str) -> list[int]:
    """Sorts versions."""
    return [int(number) for number in re.findall(r"\d+", version)]


def _full(minor: int) -> str:
    return f"1.{minor}.{NEWEST[minor]}-{BUILD}"


def _minor(version: str) -> int:
    return int(version.split(".")[1])
