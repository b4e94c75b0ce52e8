"""What Hetzner sells, and where: read-only.

https://docs.hetzner.com/cloud/general/locations, https://docs.hetzner.com/cloud/servers/overview and the
changelog of the API (https://docs.hetzner.cloud/changelog, `2025-10-16` for the withdrawal of cx22 to cx52
and of the first generation of cpx in Europe). Prices are left out.
"""

from __future__ import annotations

import itertools

from local_cloud.hetzner.call import Json

EUROPE = ("fsn1", "nbg1", "hel1")
EVERYWHERE = (*EUROPE, "ash", "hil", "sin")
WITHDRAWN = {"announced": "2025-10-16T00:00:00+00:00", "unavailable_after": "2025-12-31T23:59:59+00:00"}
LONG_WITHDRAWN = {"announced": "2024-06-06T00:00:00+00:00", "unavailable_after": "2024-09-06T00:00:00+00:00"}

_PLACES = (
    ("fsn1", "DE", "Falkenstein", "eu-central", 50.47612, 12.370071),
    ("nbg1", "DE", "Nuremberg", "eu-central", 49.452102, 11.076665),
    ("hel1", "FI", "Helsinki", "eu-central", 60.169855, 24.938379),
    ("ash", "US", "Ashburn, VA", "us-east", 39.045821, -77.487073),
    ("hil", "US", "Hillsboro, OR", "us-west", 45.54222, -122.951924),
    ("sin", "SG", "Singapore", "ap-southeast", 1.283333, 103.833333),
)
LOCATIONS: list[Json] = [
    {
        "id": number,
        "name": name,
        "description": f"{city} DC Park 1",
        "country": country,
        "city": city,
        "network_zone": zone,
        "latitude": latitude,
        "longitude": longitude,
    }
    for number, (name, country, city, zone, latitude, longitude) in enumerate(_PLACES, 1)
]
_DATACENTERS = {
    "fsn1": "fsn1-dc14",
    "nbg1": "nbg1-dc3",
    "hel1": "hel1-dc2",
    "ash": "ash-dc1",
    "hil": "hil-dc1",
    "sin": "sin-dc1",
}

_LINES = (
    # name, cores, memory and disk in GB, locations, of which withdrawn in
    *[
        ("cx21", 2, 4, 40, EUROPE, EUROPE),
        ("cx31", 2, 8, 80, EUROPE, EUROPE),
        ("cx41", 4, 16, 160, EUROPE, EUROPE),
    ],
    *[("cx22", 2, 4, 40, EUROPE, EUROPE), ("cx32", 4, 8, 80, EUROPE, EUROPE)],
    *[("cx42", 8, 16, 160, EUROPE, EUROPE), ("cx52", 16, 32, 320, EUROPE, EUROPE)],
    *[("cx23", 2, 4, 40, EUROPE, ()), ("cx33", 4, 8, 80, EUROPE, ())],
    *[("cx43", 8, 16, 160, EUROPE, ()), ("cx53", 16, 32, 320, EUROPE, ())],
    *[("cax11", 2, 4, 40, EUROPE, ()), ("cax21", 4, 8, 80, EUROPE, ())],
    *[("cax31", 8, 16, 160, EUROPE, ()), ("cax41", 16, 32, 320, EUROPE, ())],
    *[("cpx11", 2, 2, 40, EVERYWHERE, EUROPE), ("cpx21", 3, 4, 80, EVERYWHERE, EUROPE)],
    *[("cpx31", 4, 8, 160, EVERYWHERE, EUROPE), ("cpx41", 8, 16, 240, EVERYWHERE, EUROPE)],
    ("cpx51", 16, 32, 360, EVERYWHERE, EUROPE),
    *[("cpx12", 1, 2, 40, (*EUROPE, "sin"), ()), ("cpx22", 2, 4, 80, (*EUROPE, "sin"), ())],
    *[("cpx32", 4, 8, 160, (*EUROPE, "sin"), ()), ("cpx42", 8, 16, 320, (*EUROPE, "sin"), ())],
    *[("cpx52", 12, 24, 480, (*EUROPE, "sin"), ()), ("cpx62", 16, 32, 640, (*EUROPE, "sin"), ())],
    *[("ccx13", 2, 8, 80, EVERYWHERE, ()), ("ccx23", 4, 16, 160, EVERYWHERE, ())],
    *[("ccx33", 8, 32, 240, EVERYWHERE, ()), ("ccx43", 16, 64, 360, EVERYWHERE, ())],
    *[("ccx53", 32, 128, 600, EVERYWHERE, ()), ("ccx63", 48, 192, 960, EVERYWHERE, ())],
)


def _server_type(number: int, line: tuple[str, int, int, int, tuple[str, ...], tuple[str, ...]]) -> Json:
    name, cores, memory, disk, sold_in, withdrawn_in = line
    is_dedicated, is_arm = name.startswith("ccx"), name.startswith("cax")
    when = LONG_WITHDRAWN if name in ("cx21", "cx31", "cx41") else WITHDRAWN
    is_gone = set(sold_in) == set(withdrawn_in)
    return {
        "id": number,
        "name": name,
        "description": name.upper(),
        "category": "general_purpose" if is_dedicated else "cost_optimized",
        "cores": cores,
        "memory": memory,
        "disk": disk,
        "storage_type": "local",
        "cpu_type": "dedicated" if is_dedicated else "shared",
        "architecture": "arm" if is_arm else "x86",
        "prices": [],
        "deprecated": is_gone,
        "deprecation": when if is_gone else None,
        "locations": [
            {
                "id": location["id"],
                "name": location["name"],
                "deprecation": when if location["name"] in withdrawn_in else None,
            }
            for location in LOCATIONS
            if location["name"] in sold_in
        ],
    }


SERVER_TYPES: list[Json] = [_server_type(number, line) for number, line in enumerate(_LINES, 101)]
DATACENTERS: list[Json] = [
    {
        "id": location["id"],
        "name": _DATACENTERS[location["name"]],
        "description": f"{location['city']} 1 virtual DC",
        "location": location,
        "server_types": {
            kind: [
                one["id"]
                for one in SERVER_TYPES
                if any(
                    place["name"] == location["name"] and not place["deprecation"]
                    for place in one["locations"]
                )
            ]
            for kind in ("supported", "available", "available_for_migration")
        },
    }
    for location in LOCATIONS
]

_SYSTEMS = (
    *[("ubuntu", "22.04"), ("ubuntu", "24.04"), ("debian", "12"), ("debian", "13"), ("fedora", "42")],
    *[("rocky", "9"), ("alma", "9")],
)
IMAGES: list[Json] = [
    {
        "id": number,
        "type": "system",
        "status": "available",
        "name": f"{flavor}-{version}",
        "description": f"{flavor.capitalize()} {version}",
        "image_size": None,
        "disk_size": 5,
        "created": "2024-04-25T00:00:00+00:00",
        "created_from": None,
        "bound_to": None,
        "os_flavor": flavor,
        "os_version": version,
        "rapid_deploy": True,
        "protection": {"delete": False},
        "deprecated": None,
        "deleted": None,
        "labels": {},
        "architecture": architecture,
    }
    for number, ((flavor, version), architecture) in enumerate(
        itertools.product(_SYSTEMS, ("x86", "arm")), 161547269
    )
]

LOAD_BALANCER_TYPES: list[Json] = [
    {
        "id": number,
        "name": name,
        "description": name.upper(),
        "max_connections": connections,
        "max_services": services,
        "max_targets": targets,
        "max_assigned_certificates": certificates,
        "deprecated": None,
        "prices": [],
    }
    for number, (name, connections, services, targets, certificates) in enumerate(
        (("lb11", 10000, 5, 25, 10), ("lb21", 20000, 15, 75, 25), ("lb31", 40000, 30, 150, 50)), 1
    )
]

CATALOG = {
    "locations": LOCATIONS,
    "datacenters": DATACENTERS,
    "server_types": SERVER_TYPES,
    "images": IMAGES,
    "load_balancer_types": LOAD_BALANCER_TYPES,
}


def named(plural: str, name_or_id: object) -> Json | None:
    """What has a name, or an id, of a list of the catalogue."""
    wanted = str(name_or_id)
    return next((one for one in CATALOG[plural] if wanted in (one["name"], str(one["id"]))), None)
