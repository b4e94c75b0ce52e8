"""The Kubernetes API itself: objects, patches, ownership, deletion, watches, types."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest

from tests.kubernetes_support import Eks, Json, make_eks, needs
from tests.support import Cloud, unique

pytestmark = needs("aws")
MAPS = "/api/v1/namespaces/default/configmaps"
DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments"
APPLY = "application/apply-patch+yaml"
STRATEGIC = "application/strategic-merge-patch+json"


@pytest.fixture(scope="module")
def api(cloud: Cloud) -> Eks:
    return make_eks(cloud)


def config_map(name: str, **data: str) -> Json:
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}, "data": data}


def deployment(name: str, **container: object) -> Json:
    labels = {"app": name}
    containers = [{"name": "main", "image": "nginx:1", **container}]
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": name},
        "spec": {
            "selector": {"matchLabels": labels},
            "template": {"metadata": {"labels": labels}, "spec": {"containers": containers}},
        },
    }


def eventually(holds: Callable[[], bool]) -> None:
    """Waits for what happens a little later."""
    deadline = time.monotonic() + 15
    while not holds():
        assert time.monotonic() < deadline, "it didn't happen"
        time.sleep(0.1)


def test_the_life_of_an_object(api: Eks) -> None:
    name = unique("map")
    made = api.make(MAPS, config_map(name, a="1"))
    assert api.call("POST", MAPS, config_map(name))[1]["reason"] == "AlreadyExists"
    changed = {**made, "data": {"a": "2"}}
    assert api.call("PUT", f"{MAPS}/{name}", changed)[1]["data"] == {"a": "2"}
    status, stale = api.call("PUT", f"{MAPS}/{name}", {**changed, "data": {"a": "3"}})
    assert (status, stale["reason"]) == (409, "Conflict")
    assert name in [item["metadata"]["name"] for item in api.get(MAPS)["items"]]
    assert api.call("DELETE", f"{MAPS}/{name}")[0] == 200
    assert api.call("GET", f"{MAPS}/{name}")[0] == 404


def test_a_dry_run_keeps_nothing(api: Eks) -> None:
    name = unique("map")
    assert api.call("POST", f"{MAPS}?dryRun=All", config_map(name))[0] == 201
    assert api.call("GET", f"{MAPS}/{name}")[0] == 404


def test_a_write_without_a_change_gets_no_new_version(api: Eks) -> None:
    name = unique("map")
    made = api.make(MAPS, config_map(name, a="1"))
    same = api.call("PATCH", f"{MAPS}/{name}", {"data": {"a": "1"}}, "application/merge-patch+json")[1]
    assert same["metadata"]["resourceVersion"] == made["metadata"]["resourceVersion"]


def test_json_and_merge_patches(api: Eks) -> None:
    name = unique("map")
    api.make(MAPS, config_map(name, a="1", b="2"))
    merge = {"data": {"a": None, "c": "3"}}
    patched = api.call("PATCH", f"{MAPS}/{name}", merge, "application/merge-patch+json")[1]
    assert patched["data"] == {"b": "2", "c": "3"}
    operations = [
        {"op": "test", "path": "/data/b", "value": "2"},
        {"op": "move", "from": "/data/b", "path": "/data/d~1e"},
    ]
    patched = api.call("PATCH", f"{MAPS}/{name}", operations, "application/json-patch+json")[1]
    assert patched["data"] == {"c": "3", "d/e": "2"}
    status, _ = api.call("PATCH", f"{MAPS}/{name}", operations, "application/json-patch+json")
    assert status == 422


def test_a_strategic_patch_merges_lists_by_their_keys(api: Eks) -> None:
    name = unique("web")
    api.make(DEPLOYMENTS, deployment(name, env=[{"name": "A", "value": "1"}, {"name": "B", "value": "2"}]))
    container = {
        "name": "main",
        "env": [{"name": "A", "$patch": "delete"}, {"name": "C", "value": "3"}],
        "$setElementOrder/env": [{"name": "C"}, {"name": "B"}],
    }
    patch = {"spec": {"template": {"spec": {"containers": [container, {"name": "more", "image": "i:2"}]}}}}
    patched = api.call("PATCH", f"{DEPLOYMENTS}/{name}", patch, STRATEGIC)[1]
    containers = patched["spec"]["template"]["spec"]["containers"]
    assert [one["name"] for one in containers] == ["main", "more"]
    assert [one["name"] for one in containers[0]["env"]] == ["C", "B"]
    assert containers[0]["image"] == "nginx:1"


def test_an_apply_owns_its_fields_and_gives_them_back(api: Eks) -> None:
    path = f"{MAPS}/{unique('map')}"
    name = path.rpartition("/")[2]
    first = config_map(name, a="1", b="2")
    assert api.call("PATCH", f"{path}?fieldManager=one", first, APPLY)[0] == 201
    status, refused = api.call("PATCH", f"{path}?fieldManager=two", config_map(name, a="9"), APPLY)
    assert (status, refused["details"]["causes"][0]["field"]) == (409, ".data.a")
    assert 'conflict with "one"' in refused["message"]
    forced = api.call("PATCH", f"{path}?fieldManager=two&force=true", config_map(name, a="9"), APPLY)[1]
    assert forced["data"] == {"a": "9", "b": "2"}
    left = api.call("PATCH", f"{path}?fieldManager=one", config_map(name), APPLY)[1]
    assert left["data"] == {"a": "9"}


def test_ports_are_told_apart_by_number_and_protocol(api: Eks) -> None:
    name = unique("web")
    ports = [{"containerPort": 53}, {"containerPort": 53, "protocol": "UDP"}]
    path = f"{DEPLOYMENTS}/{name}?fieldManager=one"
    api.call("PATCH", path, deployment(name, ports=ports), APPLY)
    applied = api.call("PATCH", path, deployment(name, ports=ports[1:]), APPLY)[1]
    assert applied["spec"]["template"]["spec"]["containers"][0]["ports"] == [
        {"containerPort": 53, "protocol": "UDP"}
    ]


@pytest.mark.parametrize(
    ("container", "status", "message"),
    [
        (
            {"imagePullPolice": "Always"},
            400,
            'unknown field "spec.template.spec.containers[0].imagePullPolice"',
        ),
        ({"command": "sh"}, 400, "must be of type array"),
        ({"ports": [{"name": "http"}]}, 422, "ports[0].containerPort: Required value"),
    ],
)
def test_wrong_fields_are_refused(api: Eks, container: Json, status: int, message: str) -> None:
    path = f"{DEPLOYMENTS}?fieldValidation=Strict"
    answered, refusal = api.call("POST", path, deployment(unique("web"), **container))
    assert (answered, message in refusal["message"]) == (status, True), refusal


def test_a_selector_fits_its_template_and_stays(api: Eks) -> None:
    name = unique("web")
    item = deployment(name)
    item["spec"]["selector"]["matchLabels"] = {"app": "other"}
    assert "does not match template" in api.call("POST", DEPLOYMENTS, item)[1]["message"]
    made = api.make(DEPLOYMENTS, deployment(name))
    made["spec"]["selector"]["matchLabels"] = {"app": name, "x": "y"}
    made["spec"]["template"]["metadata"]["labels"]["x"] = "y"
    assert "field is immutable" in api.call("PUT", f"{DEPLOYMENTS}/{name}", made)[1]["message"]


def test_a_deployment_is_available_unless_told_otherwise(api: Eks) -> None:
    name = unique("web")
    status = api.make(DEPLOYMENTS, deployment(name))["status"]
    assert (status["readyReplicas"], status["observedGeneration"]) == (1, 1)
    sets = api.get(f"/apis/apps/v1/namespaces/default/replicasets?labelSelector=app={name}")["items"]
    assert sets[0]["metadata"]["ownerReferences"][0]["name"] == name
    held = deployment(unique("web"))
    held["metadata"]["annotations"] = {"local-cloud/not-ready": ""}
    assert api.make(DEPLOYMENTS, held)["status"]["readyReplicas"] == 0
    api.call("DELETE", f"{DEPLOYMENTS}/{name}")
    assert api.get(f"/apis/apps/v1/namespaces/default/replicasets?labelSelector=app={name}")["items"] == []


def test_a_finalizer_holds_an_object_and_its_namespace(api: Eks) -> None:
    space = unique("space")
    api.make("/api/v1/namespaces", {"metadata": {"name": space}})
    item = config_map("held")
    item["metadata"]["finalizers"] = ["acme.example/hold"]
    path = f"/api/v1/namespaces/{space}/configmaps"
    api.make(path, item)
    assert api.call("DELETE", f"/api/v1/namespaces/{space}")[1]["status"]["phase"] == "Terminating"
    eventually(lambda: "deletionTimestamp" in api.get(f"{path}/held")["metadata"])
    assert api.call("POST", path, config_map("late"))[0] == 403
    api.call("PATCH", f"{path}/held", {"metadata": {"finalizers": None}}, "application/merge-patch+json")
    eventually(lambda: api.call("GET", f"/api/v1/namespaces/{space}")[0] == 404)


def test_what_is_owned_goes_with_its_owner_unless_orphaned(api: Eks) -> None:
    for policy, is_left in (("Background", False), ("Orphan", True)):
        owner = api.make(MAPS, config_map(unique("owner")))["metadata"]
        owned = config_map(unique("owned"))
        reference = {"apiVersion": "v1", "kind": "ConfigMap", "name": owner["name"], "uid": owner["uid"]}
        owned["metadata"]["ownerReferences"] = [reference]
        api.make(MAPS, owned)
        api.call("DELETE", f"{MAPS}/{owner['name']}?propagationPolicy={policy}")
        assert (api.call("GET", f"{MAPS}/{owned['metadata']['name']}")[0] == 200) is is_left


def test_a_watch_tells_changes_as_they_come(api: Eks) -> None:
    name = unique("map")
    revision = api.get(MAPS)["metadata"]["resourceVersion"]
    connection = api.connect()
    path = f"{MAPS}?watch=true&resourceVersion={revision}&fieldSelector=metadata.name={name}"
    connection.request("GET", path, headers={"Authorization": f"Bearer {api.token}"})
    response = connection.getresponse()
    api.make(MAPS, config_map(name))
    api.call("DELETE", f"{MAPS}/{name}")
    events = [json.loads(response.readline()) for _ in range(2)]
    assert [event["type"] for event in events] == ["ADDED", "DELETED"]
    connection.close()


def test_custom_resources_are_served_defaulted_and_checked(api: Eks) -> None:
    plural = f"widgets{unique('x').replace('-', '')}"
    schema = {
        "type": "object",
        "properties": {
            "spec": {
                "type": "object",
                "required": ["size"],
                "properties": {
                    "size": {"type": "integer", "minimum": 1},
                    "color": {"type": "string", "default": "red", "enum": ["red", "blue"]},
                },
            },
            "status": {"type": "object", "x-kubernetes-preserve-unknown-fields": True},
        },
    }
    version = {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": schema}}
    definition = {
        "metadata": {"name": f"{plural}.acme.example"},
        "spec": {
            "group": "acme.example",
            "scope": "Namespaced",
            "names": {"kind": "Widget", "plural": plural},
            "versions": [{**version, "subresources": {"status": {}}}],
        },
    }
    definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"
    api.make(definitions, definition)
    path = f"/apis/acme.example/v1/namespaces/default/{plural}"
    made = api.make(path, {"metadata": {"name": "a"}, "spec": {"size": 1, "shape": "round"}})
    assert made["spec"] == {"size": 1, "color": "red"}
    for spec, message in (
        ({}, "spec.size: Required value"),
        ({"size": 0}, "greater than or equal to 1"),
        ({"size": "1"}, "must be of type integer"),
        ({"size": 1, "color": "green"}, "Unsupported value"),
    ):
        refusal = api.call("POST", path, {"metadata": {"name": "b"}, "spec": spec})[1]
        assert message in refusal["message"]
    merge = "application/merge-patch+json"
    change = {"status": {"phase": "Done"}, "spec": {"size": 9}}
    changed = api.call("PATCH", f"{path}/a/status", change, merge)[1]
    assert (changed["status"], changed["spec"]["size"]) == ({"phase": "Done"}, 1)
    document = api.get("/openapi/v2")["definitions"]["example.acme.v1.Widget"]
    assert document["properties"]["spec"]["required"] == ["size"]
    api.call("DELETE", f"{definitions}/{plural}.acme.example")
    assert api.call("GET", path)[0] == 404


def test_a_minor_serves_what_it_has(cloud: Cloud) -> None:
    newer = make_eks(cloud, version="1.34")
    assert newer.get("/version")["gitVersion"] == "v1.34.0"
    kinds = {one["kind"] for one in newer.get("/apis/storage.k8s.io/v1")["resources"]}
    assert "VolumeAttributesClass" in kinds
    assert newer.call("GET", "/apis/policy/v1beta1/podsecuritypolicies")[0] == 404
