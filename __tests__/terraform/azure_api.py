"""Calls of Azure's management API, signed in as the variables say: `azure_api.py METHOD RESOURCE API_VERSION [BODY]`.

Prints what is answered.
"""

import json
import os
import sys
from urllib.parse import urlencode
from urllib.request import Request, urlopen

MANAGEMENT = "https://management.azure.com"


def token() -> str:
    """What an application gets for its secret."""
    form = {
        "client_id": os.environ["ARM_CLIENT_ID"],
        "client_secret": os.environ["ARM_CLIENT_SECRET"],
        "grant_type": "client_credentials",
        "scope": f"{MANAGEMENT}/.default",
    }
    login = f"https://login.microsoftonline.com/{os.environ['ARM_TENANT_ID']}/oauth2/v2.0/token"
    with urlopen(login, urlencode(form).encode()) as response:
        return json.load(response)["access_token"]


method, resource, api_version, *body = sys.argv[1:]
url = f"{MANAGEMENT}{resource}?api-version={api_version}"
headers = {"Authorization": f"Bearer {token()}", "Content-Type": "application/json"}
with urlopen(Request(url, method=method, headers=headers, data="".join(body).encode() or None)) as response:
    print(response.read().decode())
