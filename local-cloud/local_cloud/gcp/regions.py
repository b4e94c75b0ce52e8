"""The regions, and the zones of each.

https://docs.cloud.google.com/compute/docs/regions-zones
"""

from __future__ import annotations

from local_cloud.gcp.errors import GoogleError

REGIONS = {
    region: "abc"
    for region in (
        "africa-south1",
        "asia-east1",
        "asia-east2",
        "asia-northeast1",
        "asia-northeast2",
        "asia-northeast3",
        "asia-south1",
        "asia-south2",
        "asia-southeast1",
        "asia-southeast2",
        "asia-southeast3",
        "australia-southeast1",
        "australia-southeast2",
        "europe-central2",
        "europe-north1",
        "europe-north2",
        "europe-southwest1",
        "europe-west10",
        "europe-west12",
        "europe-west2",
        "europe-west3",
        "europe-west4",
        "europe-west6",
        "europe-west8",
        "europe-west9",
        "me-central1",
        "me-central2",
        "me-west1",
        "northamerica-northeast1",
        "northamerica-northeast2",
        "northamerica-south1",
        "southamerica-east1",
        "southamerica-west1",
        "us-east4",
        "us-east5",
        "us-south1",
        "us-west1",
        "us-west2",
        "us-west3",
        "us-west4",
    )
} | {"europe-west1": "bcd", "us-central1": "abcf", "us-east1": "bcd"}


def zones_of(region: str) -> list[str]:
    """The zones of a region that has to exist."""
    if region not in REGIONS:
        raise GoogleError(400, f"Invalid value for region: '{region}'. There is no such region.")
    return [f"{region}-{letter}" for letter in REGIONS[region]]


def region_of(location: str) -> str:
    """The region that a location is, or in which the zone is."""
    region = location if location in REGIONS else location.rpartition("-")[0]
    if location != region and location not in zones_of(region):
        raise GoogleError(400, f"Location '{location}' does not exist.")
    return region
