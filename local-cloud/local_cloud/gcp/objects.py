"""The objects of one bucket: generations, preconditions, noncurrent versions, soft delete."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from local_cloud.gcp.call import Json
from local_cloud.gcp.checksums import crc32c, md5
from local_cloud.gcp.clock import Generations, timestamp
from local_cloud.gcp.errors import GoogleError

KEPT_METADATA = ("contentType", "contentEncoding", "cacheControl", "metadata", "kmsKeyName")
"""What an uploader says of an object; all else is the service's to say."""

CONDITIONS = {
    "ifGenerationMatch": ("generation", True),
    "ifGenerationNotMatch": ("generation", False),
    "ifMetagenerationMatch": ("metageneration", True),
    "ifMetagenerationNotMatch": ("metageneration", False),
}


@dataclass
class Version:
    """One generation of an object."""

    metadata: Json
    data: bytes

    @property
    def is_live(self) -> bool:
        """Whether it is the one that a reader without a generation gets."""
        return "timeDeleted" not in self.metadata and not self.is_soft_deleted

    @property
    def is_soft_deleted(self) -> bool:
        """Whether it was erased, and can be restored."""
        return "softDeleteTime" in self.metadata


class Objects:
    """What a bucket holds, by name."""

    def __init__(self, bucket: Json, generations: Generations) -> None:
        self._bucket = bucket
        self._generations = generations
        self._versions: dict[str, list[Version]] = {}

    @property
    def is_empty(self) -> bool:
        """Whether nothing but soft-deleted objects is left."""
        return not self.all()

    def live(self, name: str) -> Version | None:
        """The current version of an object."""
        return next((each for each in self._versions.get(name, []) if each.is_live), None)

    def find(self, name: str, query: dict[str, str]) -> Version:
        """The version that a query means, if the query's conditions hold for it."""
        generation, soft = query.get("generation"), query.get("softDeleted") == "true"
        candidates = self._versions.get(name, [])
        found = next(
            (
                each
                for each in candidates
                if each.is_soft_deleted == soft
                and (each.is_live if generation is None else each.metadata["generation"] == generation)
            ),
            None,
        )
        if found is None:
            raise GoogleError(404, f"No such object: {self._bucket['name']}/{name}")
        require(found, query)
        return found

    def put(self, name: str, data: bytes, given: Json, query: dict[str, str]) -> Version:
        """A new generation, if the query's conditions hold for the one that it replaces."""
        require(self.live(name), query)
        for field, calculated in (("md5Hash", md5(data)), ("crc32c", crc32c(data))):
            if given.get(field, calculated) != calculated:
                raise GoogleError(400, f"Provided {field} doesn't match calculated {field} {calculated}.")
        self._retire(name)
        version = Version(self._metadata(name, data, given), data)
        self._versions.setdefault(name, []).append(version)
        return version

    def delete(self, name: str, query: dict[str, str]) -> None:
        """Makes the live version noncurrent, or erases the one of a generation."""
        version = self.find(name, query)
        if "generation" in query:
            self._erase(name, version)
        else:
            self._retire(name)

    def restore(self, name: str, query: dict[str, str]) -> Version:
        """Brings a soft-deleted generation back, as a new one."""
        version = self.find(name, {**query, "softDeleted": "true"})
        return self.put(name, version.data, version.metadata, {})

    def all(self, prefix: str = "", versions: bool = True, soft_deleted: bool = False) -> list[Version]:
        """In the order of a listing: by name, then by age."""
        return [
            version
            for name in sorted(self._versions)
            if name.startswith(prefix)
            for version in self._versions[name]
            if (version.is_soft_deleted if soft_deleted else not version.is_soft_deleted)
            and (versions or soft_deleted or version.is_live)
        ]

    def _retire(self, name: str) -> None:
        version = self.live(name)
        if version is None:
            return
        if self._bucket.get("versioning", {}).get("enabled"):
            version.metadata["timeDeleted"] = timestamp()
        else:
            self._erase(name, version)

    def _erase(self, name: str, version: Version) -> None:
        if int(self._bucket["softDeletePolicy"]["retentionDurationSeconds"]) > 0:
            version.metadata["softDeleteTime"] = timestamp()
        else:
            self._versions[name].remove(version)

    def _metadata(self, name: str, data: bytes, given: Json) -> Json:
        generation, bucket, now = self._generations.next(), self._bucket["name"], timestamp()
        link = f"https://www.googleapis.com/storage/v1/b/{bucket}/o/{name}"
        return {
            **{field: given[field] for field in KEPT_METADATA if field in given},
            "kind": "storage#object",
            "id": f"{bucket}/{name}/{generation}",
            "selfLink": link,
            "mediaLink": f"{link}?generation={generation}&alt=media",
            "name": name,
            "bucket": bucket,
            "generation": generation,
            "metageneration": "1",
            "storageClass": "STANDARD",
            "size": str(len(data)),
            "md5Hash": md5(data),
            "crc32c": crc32c(data),
            "etag": base64.b64encode(generation.encode()).decode(),
            "timeCreated": now,
            "updated": now,
        }


def require(version: Version | None, query: dict[str, str]) -> None:
    """Refuses when a precondition of the query doesn't hold; 0 means that there is no such object."""
    for name, (field, equal) in CONDITIONS.items():
        if name not in query:
            continue
        actual = "0" if version is None else version.metadata[field]
        if (query[name] == actual) != equal:
            raise GoogleError(412, "At least one of the pre-conditions you specified did not hold.")
