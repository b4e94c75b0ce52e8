"""Buckets: their settings, their policies and what is in them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from local_cloud.gcp.call import Json
from local_cloud.gcp.callers import Caller
from local_cloud.gcp.clock import Generations, timestamp
from local_cloud.gcp.errors import GoogleError
from local_cloud.gcp.keys import Keys
from local_cloud.gcp.merging import merge
from local_cloud.gcp.objects import Objects
from local_cloud.gcp.policies import Policy
from local_cloud.gcp.projects import project_number

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]")
LOCATION = re.compile(r"[A-Z]+-[A-Z]+\d+|[A-Z]{2,4}\d?")
WEEK = 7 * 24 * 60 * 60
LEGACY = (
    ("roles/storage.legacyBucketOwner", "Owner", "Editor"),
    ("roles/storage.legacyBucketReader", "Viewer"),
    ("roles/storage.legacyObjectOwner", "Owner", "Editor"),
    ("roles/storage.legacyObjectReader", "Viewer"),
)
"""What a new bucket's policy grants to those who hold a basic role in its project."""


@dataclass
class Bucket:
    """One bucket."""

    metadata: Json
    policy: Policy
    objects: Objects

    @property
    def resource(self) -> str:
        """Its name in conditions."""
        return f"projects/_/buckets/{self.metadata['name']}"


class Buckets:
    """The buckets of this cloud: one name space for all projects."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._generations = Generations()
        self._buckets: dict[str, Bucket] = {}

    def get(self, name: str) -> Bucket:
        """The bucket of a name."""
        if name not in self._buckets:
            raise GoogleError(404, "The specified bucket does not exist.")
        return self._buckets[name]

    def of(self, project: str) -> list[Json]:
        """The buckets of a project."""
        number = project_number(project)
        return [each.metadata for each in self._buckets.values() if each.metadata["projectNumber"] == number]

    def create(self, project: str, body: Json) -> Json:
        """A new bucket, with what Cloud Storage adds to the settings that were given."""
        name, location = str(body.get("name", "")), str(body.get("location", "US")).upper()
        if NAME.fullmatch(name) is None or re.search(r"^goog|google|g00gle", name):
            raise GoogleError(400, f"Invalid bucket name: '{name}'")
        if LOCATION.fullmatch(location) is None:
            raise GoogleError(400, "The specified location constraint is not valid.")
        if name in self._buckets:
            owned = self._buckets[name].metadata["projectNumber"] == project_number(project)
            whose = "you already own it." if owned else "it belongs to somebody else."
            raise GoogleError(409, f"Your request to create the named bucket failed: {whose}")
        metadata = _born(name, location, project, body)
        self._require_key(metadata)
        bindings = [
            {"role": role, "members": [f"project{level}:{project}" for level in levels]}
            for role, *levels in LEGACY
        ]
        self._buckets[name] = Bucket(metadata, Policy(bindings), Objects(metadata, self._generations))
        return metadata

    def patch(self, bucket: Bucket, body: Json) -> Json:
        """Changes settings; a location is for ever."""
        if "location" in body and body["location"].upper() != bucket.metadata["location"]:
            raise GoogleError(400, "The location of a bucket can't be changed.")
        merge(bucket.metadata, body)
        bucket.metadata["metageneration"] = str(int(bucket.metadata["metageneration"]) + 1)
        bucket.metadata["updated"] = timestamp()
        self._require_key(bucket.metadata)
        return bucket.metadata

    def delete(self, bucket: Bucket) -> None:
        """Removes a bucket that has nothing in it."""
        if not bucket.objects.is_empty:
            raise GoogleError(409, "The bucket you tried to delete is not empty.")
        del self._buckets[bucket.metadata["name"]]

    def encryption_of(self, bucket: Bucket) -> Json:
        """What an object says of the key that it is encrypted with."""
        key = self._require_key(bucket.metadata)
        return {} if key is None else {"kmsKeyName": f"{key}/cryptoKeyVersions/1"}

    def _require_key(self, metadata: Json) -> str | None:
        key = metadata.get("encryption", {}).get("defaultKmsKeyName")
        if key is None:
            return None
        agent = Caller(f"serviceAccount:{service_agent(metadata['projectNumber'])}")
        self._keys.require_use(key, agent, metadata["location"])
        return str(key)


def service_agent(project: str) -> str:
    """The account with which Cloud Storage uses a project's keys."""
    return f"service-{project_number(project)}@gs-project-accounts.iam.gserviceaccount.com"


def _born(name: str, location: str, project: str, body: Json) -> Json:
    now = timestamp()
    metadata: Json = {
        "kind": "storage#bucket",
        "id": name,
        "selfLink": f"https://www.googleapis.com/storage/v1/b/{name}",
        "projectNumber": project_number(project),
        "metageneration": "1",
        "storageClass": "STANDARD",
        "etag": hashlib.sha256(name.encode()).hexdigest()[:8],
        "timeCreated": now,
        "updated": now,
        "locationType": _kind(location, body),
        "softDeletePolicy": {"retentionDurationSeconds": str(WEEK)},
        "iamConfiguration": {"publicAccessPrevention": "inherited"},
    }
    if "-" not in location:
        metadata["rpo"] = "DEFAULT"
    merge(metadata, body)
    metadata["location"] = location
    metadata["softDeletePolicy"]["effectiveTime"] = now
    return metadata


def _kind(location: str, body: Json) -> str:
    if "-" in location:
        return "region"
    is_pair = "customPlacementConfig" in body or location[-1].isdigit()
    return "dual-region" if is_pair else "multi-region"
