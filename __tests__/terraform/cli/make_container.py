"""Makes a storage account with a container, in no time: `make_container.py ACCOUNT_ID CONTAINER`."""

from __future__ import annotations

import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import Request, urlopen

MANAGEMENT = "https://management.azure.com"


def main(account: str, container: str) -> None:
    """Signs in as the variables say, and makes what is above the container, too."""
    form = {
        "client_id": os.environ["ARM_CLIENT_ID"],
        "client_secret": os.environ["ARM_CLIENT_SECRET"],
        "grant_type": "client_credentials",
        "scope": f"{MANAGEMENT}/.default",
    }
    login = f"https://login.microsoftonline.com/{os.environ['ARM_TENANT_ID']}/oauth2/v2.0/token"
    with urlopen(login, urlencode(form).encode()) as response:  # noqa: S310
        headers = {"Authorization": f"Bearer {json.load(response)['access_token']}"}
    group = account.split("/providers/")[0]
    closed = {"allowSharedKeyAccess": False, "supportsHttpsTrafficOnly": True, "minimumTlsVersion": "TLS1_2"}
    service = f"{account}/blobServices/default"
    for resource, body in [
        (group, {"location": "westeurope"}),
        (account, {"location": "westeurope", "sku": {"name": "Standard_ZRS"}, "properties": closed}),
        (service, {"properties": {"isVersioningEnabled": True}}),
        (f"{service}/containers/{container}", {"properties": {}}),
    ]:
        url = f"{MANAGEMENT}{resource}?api-version=2023-05-01"
        content = {**headers, "Content-Type": "application/json"}
        urlopen(Request(url, json.dumps(body).encode(), content, method="PUT")).close()  # noqa: S310


main(*sys.argv[1:])
