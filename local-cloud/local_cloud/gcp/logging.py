"""Cloud Logging: log buckets, sinks and exclusions.

Every project has the buckets and the sinks `_Default` and `_Required`. A bucket that was deleted keeps its
name for a week, and can be had back. A sink into a bucket of its own project writes as
nobody: it needs no grant.
https://docs.cloud.google.com/logging/docs/reference/v2/rest
"""

from __future__ import annotations

import re

from local_cloud.absence import given
from local_cloud.gcp.call import Call, Json
from local_cloud.gcp.callers import Caller
from local_cloud.gcp.clock import timestamp
from local_cloud.gcp.errors import GoogleError, not_implemented
from local_cloud.gcp.keys import Keys
from local_cloud.gcp.merging import merge, only
from local_cloud.gcp.projects import Projects, project_number
from local_cloud.gcp.regions import REGIONS
from local_cloud.gcp.store import Store

SERVICE = "logging.googleapis.com"
BUCKET_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")
MULTI_REGIONS = ("eu", "global", "us")
RETENTION_DAYS = range(1, 3651)
BUCKET_DESTINATION = re.compile(r"logging\.googleapis\.com/(projects/([^/]+)/locations/[^/]+/buckets/[^/]+)")


class Logging:
    """Where the logs of a project go."""

    def __init__(self, store: Store, projects: Projects, keys: Keys) -> None:
        self._store = store
        self._projects = projects
        self._keys = keys

    def answer(self, call: Call) -> Json:
        """Answers logging.googleapis.com."""
        match call.resource:
            case ("projects", project, *rest):
                self._projects.require("logging", project)
                self._begin(project)
                return self._project(call, project, rest)
        raise not_implemented(call.what)

    def _project(self, call: Call, project: str, rest: list[str]) -> Json:
        base = f"{SERVICE}/projects/{project}"
        match rest:
            case ["cmekSettings" | "settings" as kind] if call.method == "GET":
                return {"name": f"projects/{project}/{kind}", "kmsServiceAccountId": _agent(project)} | {
                    "serviceAccountId": _agent(project)
                }
            case ["locations", location, "buckets"]:
                return self._buckets(call, project, location)
            case ["locations", location, "buckets", name]:
                return self._bucket(call, project, f"{base}/locations/{location}/buckets/{name}")
            case ["sinks" | "exclusions" as kind]:
                if call.method == "GET":
                    return {kind: self._store.within(f"{base}/{kind}")}
                body = given(call.json)
                self._check(kind, project, body)
                return self._store.create(f"{base}/{kind}/{body['name']}", body)
            case ["sinks" | "exclusions" as kind, name]:
                return self._routing(call, kind, project, f"{base}/{kind}/{name}")
        raise not_implemented(call.what)

    def _begin(self, project: str) -> None:
        """What a project has from the start."""
        base = f"{SERVICE}/projects/{project}"
        for name, days in (("_Default", 30), ("_Required", 400)):
            bucket = f"{base}/locations/global/buckets/{name}"
            if bucket not in self._store:
                self._store.create(bucket, _bucket(bucket, {"retentionDays": days}))
                destination = f"{SERVICE}/{bucket.partition('/')[2]}"
                self._store.create(f"{base}/sinks/{name}", {"name": name, "destination": destination})

    def _buckets(self, call: Call, project: str, location: str) -> Json:
        base = f"{SERVICE}/projects/{project}/locations/{location}/buckets"
        if call.method == "GET":
            return {"buckets": self._store.within(base)}
        if location not in (*REGIONS, *MULTI_REGIONS):
            raise GoogleError(400, f"Location {location} is not supported for log buckets.")
        identifier = call.query.get("bucketId", "")
        if BUCKET_ID.fullmatch(identifier) is None:
            raise GoogleError(400, f"{identifier!r} is not an id of a log bucket.")
        name = f"{base}/{identifier}"
        bucket = _bucket(name, given(call.json))
        self._require_valid(bucket, project, location)
        self._store.create(name, bucket)
        return _done(name, bucket) if call.verb == "createAsync" else bucket

    def _bucket(self, call: Call, project: str, name: str) -> Json:
        bucket = self._store.get(name)
        is_deleted = bucket["lifecycleState"] != "ACTIVE"
        if is_deleted and call.method != "GET" and call.verb != "undelete":
            raise GoogleError(400, "Buckets must be in an ACTIVE state to be modified.")
        match call.method, call.verb:
            case "GET", "":
                return bucket
            case "PATCH", "" | "POST", "updateAsync":
                changed = {**bucket}
                merge(changed, only(call.json, call.query.get("updateMask", "")))
                self._require_valid(changed, project, name.split("/")[4])
                if bucket.get("locked") and changed != bucket:
                    raise GoogleError(400, f"Bucket {name} is locked and can't be changed.")
                changed["updateTime"] = timestamp()
                self._store.replace(name, changed)
                return _done(name, changed) if call.verb else changed
            case "DELETE", "":
                if name.rpartition("/")[2].startswith("_"):
                    raise GoogleError(400, f"Bucket {name.rpartition('/')[2]} can't be deleted.")
                bucket["lifecycleState"] = "DELETE_REQUESTED"
                return {}
            case "POST", "undelete":
                bucket["lifecycleState"] = "ACTIVE"
                return {}
        raise not_implemented(call.what)

    def _require_valid(self, bucket: Json, project: str, location: str) -> None:
        if bucket["retentionDays"] not in RETENTION_DAYS:
            raise GoogleError(400, "Retention must be 1 to 3650 days.")
        key = bucket.get("cmekSettings", {}).get("kmsKeyName")
        if key:
            self._keys.require_use(key, Caller(f"serviceAccount:{_agent(project)}"), location)
            bucket["cmekSettings"]["serviceAccountId"] = _agent(project)

    def _routing(self, call: Call, kind: str, project: str, name: str) -> Json:
        routing = self._store.get(name)
        match call.method:
            case "GET":
                return routing
            case "PATCH" | "PUT":
                mask = call.query.get("updateMask", "")
                changed = {**routing}
                merge(changed, only(call.json, mask) if mask else given(call.json))
                changed["name"] = routing["name"]
                self._check(kind, project, changed)
                return self._store.replace(name, changed)
            case "DELETE":
                if routing["name"] == "_Required":
                    raise GoogleError(400, "The sink _Required can't be deleted.")
                self._store.remove(name)
                return {}
        raise not_implemented(call.what)

    def _check(self, kind: str, project: str, body: Json) -> None:
        if BUCKET_ID.fullmatch(str(body.get("name", ""))) is None:
            raise GoogleError(400, f"{body.get('name')!r} is not a name for one of {kind}.")
        if kind == "exclusions":
            return
        bucket = BUCKET_DESTINATION.fullmatch(body.get("destination", ""))
        is_own = bucket is not None and bucket[2] in (project, project_number(project))
        if bucket is not None and is_own:
            self._store.get(f"{SERVICE}/{bucket[1]}")
            body.pop("writerIdentity", None)
        else:
            agent = f"service-{project_number(project)}@gcp-sa-logging.iam.gserviceaccount.com"
            body["writerIdentity"] = f"serviceAccount:{agent}"


def _bucket(name: str, body: Json) -> Json:
    now = timestamp()
    own = {"name": name.partition("/")[2], "createTime": now, "updateTime": now, "lifecycleState": "ACTIVE"}
    return {"retentionDays": 30, **body, **own}


def _agent(project: str) -> str:
    """The account with which Cloud Logging uses a project's keys."""
    return f"cmek-p{project_number(project)}@gcp-sa-logging.iam.gserviceaccount.com"


def _done(name: str, bucket: Json) -> Json:
    """A long-running operation that is over."""
    place = "/".join(name.split("/")[1:5])
    return {"name": f"{place}/operations/{name.rpartition('/')[2]}", "done": True, "response": bucket}
