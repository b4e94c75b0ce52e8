"""Prints the names of a subscription's resource groups, as JSON, asked of the local cloud by its variables."""

from __future__ import annotations

import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import Request, urlopen

MANAGEMENT = "https://management.azure.com"


def main(subscription: str) -> None:
    """Signs in as the variables say, and asks."""
    form = {
        "client_id": os.environ["ARM_CLIENT_ID"],
        "client_secret": os.environ["ARM_CLIENT_SECRET"],
        "grant_type": "client_credentials",
        "scope": f"{MANAGEMENT}/.default",
    }
    login = f"https://login.microsoftonline.com/{os.environ['ARM_TENANT_ID']}/oauth2/v2.0/token"
    with urlopen(login, urlencode(form).encode()) as response:  # noqa: S310
        token = json.load(response)["access_token"]
    url = f"{MANAGEMENT}/subscriptions/{subscription}/resourcegroups?api-version=2023-07-01"
    with urlopen(Request(url, headers={"Authorization": f"Bearer {token}"})) as response:  # noqa: S310
        print(json.dumps([group["name"] for group in json.load(response)["value"]]))


if __name__ == "__main__":
    main(sys.argv[1])
