"""Prints as JSON what exists in a subscription, asked of the local cloud by its variables.

`azure_inventory.py SUBSCRIPTION` prints the names of the resource groups; with `--by-type`, the names of all
resources that stand in a group by themselves, by type (lower case). The network watchers that Azure makes by
itself, and keeps, are left out.
"""

from __future__ import annotations

import json
import os
import sys
from collections import defaultdict
from urllib.parse import urlencode
from urllib.request import Request, urlopen

MANAGEMENT = "https://management.azure.com"
OF_AZURE = "NetworkWatcherRG"


def sign_in() -> str:
    """A token for Resource Manager, as the variables say."""
    form = {
        "client_id": os.environ["ARM_CLIENT_ID"],
        "client_secret": os.environ["ARM_CLIENT_SECRET"],
        "grant_type": "client_credentials",
        "scope": f"{MANAGEMENT}/.default",
    }
    login = f"https://login.microsoftonline.com/{os.environ['ARM_TENANT_ID']}/oauth2/v2.0/token"
    with urlopen(login, urlencode(form).encode()) as response:  # noqa: S310
        return str(json.load(response)["access_token"])


def listed(token: str, path: str) -> list[dict[str, str]]:
    """A list of Resource Manager."""
    request = Request(  # noqa: S310
        f"{MANAGEMENT}{path}?api-version=2023-07-01", headers={"Authorization": f"Bearer {token}"}
    )
    with urlopen(request) as response:  # noqa: S310
        return list(json.load(response)["value"])


def main(subscription: str, by_type: bool) -> None:
    """Asks, and prints."""
    token = sign_in()
    if not by_type:
        groups = listed(token, f"/subscriptions/{subscription}/resourcegroups")
        print(json.dumps([group["name"] for group in groups if group["name"] != OF_AZURE]))
        return
    names: dict[str, list[str]] = defaultdict(list)
    for resource in listed(token, f"/subscriptions/{subscription}/resources"):
        if f"/{OF_AZURE}/" not in resource["id"]:
            names[resource["type"].lower()].append(resource["name"])
    print(json.dumps({kind: sorted(found) for kind, found in sorted(names.items())}))


if __name__ == "__main__":
    main(sys.argv[1], "--by-type" in sys.argv[2:])
