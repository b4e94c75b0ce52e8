"""Cloud Storage's JSON API, and of its XML API the read of an object, which Terraform uses."""

from __future__ import annotations

from local_cloud.gcp.access import require_on_bucket, require_owner, require_read
from local_cloud.gcp.buckets import Bucket, Buckets, service_agent
from local_cloud.gcp.call import Call, json_response
from local_cloud.gcp.content import media
from local_cloud.gcp.errors import not_implemented
from local_cloud.gcp.projects import Projects
from local_cloud.gcp.storage_objects import ObjectCalls
from local_cloud.messages import Response

NO_CONTENT = 204


class Storage:
    """Answers storage.googleapis.com."""

    def __init__(self, buckets: Buckets, projects: Projects) -> None:
        self._buckets = buckets
        self._projects = projects
        self._objects = ObjectCalls(buckets)

    def answer(self, call: Call) -> Response:
        """Answers one call of either API."""
        match call.path:
            case ("storage", "v1", "b"):
                return self._collection(call)
            case ("storage", "v1", "projects", project, "serviceAccount"):
                require_owner(call.caller, call.what)
                return json_response(
                    {"kind": "storage#serviceAccount", "email_address": service_agent(project)}
                )
            case ("storage", "v1", "b", name, *rest):
                return self._bucket(call, self._buckets.get(name), tuple(rest))
            case ("upload", "storage", "v1", "b", name, "o"):
                return self._objects.upload(call, self._buckets.get(name))
            case (bucket, *name) if bucket not in ("storage", "upload", "batch") and name:
                return self._xml(call, self._buckets.get(bucket), "/".join(name))
        raise not_implemented(call.what)

    def _collection(self, call: Call) -> Response:
        require_owner(call.caller, call.what)
        project = call.query.get("project", "")
        self._projects.require("storage", project)
        if call.method == "POST":
            return json_response(self._buckets.create(project, call.json))
        if call.method == "GET":
            return json_response({"kind": "storage#buckets", "items": self._buckets.of(project)})
        raise not_implemented(call.what)

    def _bucket(self, call: Call, bucket: Bucket, rest: tuple[str, ...]) -> Response:
        match call.method, rest:
            case "GET", ():
                require_on_bucket(call.caller, "storage.buckets.get", bucket)
                return json_response(bucket.metadata)
            case "PATCH", ():
                require_on_bucket(call.caller, "storage.buckets.update", bucket)
                return json_response(self._buckets.patch(bucket, call.json))
            case "DELETE", ():
                require_on_bucket(call.caller, "storage.buckets.delete", bucket)
                self._buckets.delete(bucket)
                return Response(NO_CONTENT)
            case "GET", ("iam",):
                require_on_bucket(call.caller, "storage.buckets.getIamPolicy", bucket)
                return json_response({"kind": "storage#policy", **bucket.policy.as_json()})
            case "PUT", ("iam",):
                require_on_bucket(call.caller, "storage.buckets.setIamPolicy", bucket)
                bucket.policy.replace(call.json, stale=412)
                return json_response({"kind": "storage#policy", **bucket.policy.as_json()})
            case "GET", ("anywhereCaches", *_):
                require_on_bucket(call.caller, "storage.buckets.get", bucket)
                return json_response({"kind": "storage#anywhereCaches"})
            case _, ("o", *name):
                return self._objects.answer(call, bucket, tuple(name))
        raise not_implemented(call.what)

    def _xml(self, call: Call, bucket: Bucket, name: str) -> Response:
        if call.method not in ("GET", "HEAD"):
            raise not_implemented(call.what)
        require_read(call.caller, bucket, name)
        return media(bucket.objects.find(name, call.query))
