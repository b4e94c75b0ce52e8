"""What Compute Engine says of a project, and of regions and zones."""

from __future__ import annotations

import re

from local_cloud.gcp.call import Json
from local_cloud.gcp.compute.references import BASE
from local_cloud.gcp.projects import project_number
from local_cloud.gcp.regions import REGIONS, region_of, zones_of


def project(name: str) -> Json:
    """The project."""
    number = project_number(name)
    return {
        "kind": "compute#project",
        "id": number,
        "name": name,
        "selfLink": f"{BASE}projects/{name}",
        "commonInstanceMetadata": {"kind": "compute#metadata", "fingerprint": "AA=="},
        "defaultServiceAccount": f"{number}-compute@developer.gserviceaccount.com",
        "defaultNetworkTier": "PREMIUM",
        "xpnProjectStatus": "UNSPECIFIED_XPN_PROJECT_STATUS",
        "quotas": [],
    }


def regions(name: str) -> Json:
    """All regions."""
    return {"kind": "compute#regionList", "items": [region(name, each) for each in sorted(REGIONS)]}


def region(name: str, place: str) -> Json:
    """One region, with links to its zones."""
    return {
        "kind": "compute#region",
        "name": place,
        "status": "UP",
        "selfLink": f"{BASE}projects/{name}/regions/{place}",
        "zones": [f"{BASE}projects/{name}/zones/{each}" for each in zones_of(place)],
    }


def zones(name: str, condition: str) -> Json:
    """All zones, or those of the region that a filter names."""
    wanted = re.search(r"regions/([a-z0-9-]+)", condition)
    places = [wanted[1]] if wanted else sorted(REGIONS)
    return {
        "kind": "compute#zoneList",
        "items": [zone(name, each) for place in places for each in zones_of(place)],
    }


def zone(name: str, place: str) -> Json:
    """One zone."""
    return {
        "kind": "compute#zone",
        "name": place,
        "status": "UP",
        "region": f"{BASE}projects/{name}/regions/{region_of(place)}",
        "selfLink": f"{BASE}projects/{name}/zones/{place}",
    }
