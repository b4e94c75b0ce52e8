"""Prints as JSON what exists in a Hetzner Cloud project and its Object Storage: hetzner_inventory.py LOCATION."""

import json
import os
import sys
import urllib.request

import boto3

KINDS = (
    "servers",
    "networks",
    "firewalls",
    "load_balancers",
    "placement_groups",
    "floating_ips",
    "primary_ips",
    "ssh_keys",
    "volumes",
)


def names(kind: str) -> list[str]:
    """The names of all that is of a kind, over all pages."""
    found: list[str] = []
    page: int | None = 1
    while page is not None:
        url = f"https://api.hetzner.cloud/v1/{kind}?page={page}&per_page=50"
        headers = {"Authorization": f"Bearer {os.environ['TF_VAR_hcloud_token']}"}
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as response:
            answer = json.load(response)
        found += [one["name"] for one in answer[kind]]
        page = answer["meta"]["pagination"]["next_page"]
    return sorted(found)


location = sys.argv[1]
storage = boto3.client(
    "s3",
    endpoint_url=f"https://{location}.your-objectstorage.com",
    region_name=location,
    aws_access_key_id=os.environ["TF_VAR_object_storage_access_key"],
    aws_secret_access_key=os.environ["TF_VAR_object_storage_secret_key"],
)
inventory = {kind: names(kind) for kind in KINDS}
inventory["buckets"] = sorted(bucket["Name"] for bucket in storage.list_buckets()["Buckets"])
print(json.dumps({kind: found for kind, found in inventory.items() if found}))
