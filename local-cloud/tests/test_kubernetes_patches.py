"""The Kubernetes API's four kinds of patches, and who owns which fields."""

from __future__ import annotations

import pytest

from tests.kubernetes_support import (
    DEPLOYMENTS,
    MAPS,
    Eks,
    config_map,
    deployment,
    make_eks,
    needs,
)
from tests.support import Cloud, unique

pytestmark = needs("aws")
APPLY = "application/apply-patch+yaml"
STRATEGIC = "application/strategic-merge-patch+json"


@pytest.fixture(scope="module")
def api(cloud: Cloud) -> Eks:
    return make_eks(cloud)


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
