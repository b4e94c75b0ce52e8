"""The verbs that every kind of resource has: list, make, read, change, delete, and its actions."""

from __future__ import annotations

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.catalog import CATALOG
from local_cloud.hetzner.errors import HetznerError, invalid, not_found, not_implemented
from local_cloud.hetzner.labels import checked
from local_cloud.hetzner.listing import page_of
from local_cloud.hetzner.project import Project
from local_cloud.hetzner.resource_kind import ResourceKind
from local_cloud.hetzner.resource_kinds import KINDS


def answer(project: Project, call: Call) -> tuple[int, Json | None]:
    """The status and the body of an answer."""
    plural, *rest = call.path or ("",)
    if plural == "actions":
        return 200, _actions(project, call, rest)
    if plural in CATALOG and call.method == "GET":
        return 200, _catalog(plural, call, rest)
    kind = KINDS.get(plural)
    if kind is None:
        raise not_implemented(call.what)
    if not rest:
        return _collection(project, call, kind)
    if rest[0] == "actions":
        return 200, _actions(project, call, rest[1:])
    resource = project.get(plural, rest[0])
    if rest[1:2] == ["actions"]:
        return _action(project, call, kind, resource, rest[2:])
    if rest[1:]:
        raise not_implemented(call.what)
    return _resource(project, call, kind, resource)


def _collection(project: Project, call: Call, kind: ResourceKind) -> tuple[int, Json]:
    if call.method == "GET":
        shown = [kind.show(project, one) for one in project.all(kind.plural)]
        return 200, page_of(call, kind.plural, shown)
    if call.method != "POST":
        raise not_implemented(call.what)
    _check_name(call)
    made = kind.create(project, call)
    return 201, {**made, kind.singular: kind.show(project, made[kind.singular])}


def _resource(project: Project, call: Call, kind: ResourceKind, resource: Json) -> tuple[int, Json | None]:
    if call.method == "PUT":
        _update(project, call, kind, resource)
    if call.method in ("GET", "PUT"):
        return 200, {kind.singular: kind.show(project, resource)}
    if call.method != "DELETE":
        raise not_implemented(call.what)
    if resource["protection"]["delete"]:
        raise HetznerError("protected", f"{kind.singular} deletion is protected")
    if kind.delete is not None:
        return 200, kind.delete(project, call, resource)
    kind.before_delete(project, call, resource)
    project.remove(kind.plural, resource)
    return 204, None


def _update(project: Project, call: Call, kind: ResourceKind, resource: Json) -> None:
    _check_name(call)
    asked = call.json
    if "name" in asked:
        project.check_name(kind.plural, asked["name"], resource["id"])
        resource["name"] = asked["name"]
    if asked.get("labels") is not None:
        resource["labels"] = checked(asked["labels"])
    resource.update({name: asked[name] for name in kind.changeable if name in asked})


def _check_name(call: Call) -> None:
    name = call.json.get("name", "name")
    if not isinstance(name, str) or not name or name != name.strip():
        raise invalid("name", "must be a name")


def _action(
    project: Project, call: Call, kind: ResourceKind, resource: Json, rest: list[str]
) -> tuple[int, Json]:
    if call.method == "GET":
        own = project.actions.of((kind.singular, resource["id"]))
        return 200, page_of(call, "actions", own) if not rest else _found(own, rest[0])
    name = rest[0] if rest else ""
    if name == "change_protection" and kind.has_protection and name not in kind.actions:
        return 201, _change_protection(project, call, kind, resource)
    if call.method != "POST" or name not in kind.actions:
        raise not_implemented(call.what)
    return 201, kind.actions[name](project, call, resource)


def _change_protection(project: Project, call: Call, kind: ResourceKind, resource: Json) -> Json:
    if not isinstance(call.json.get("delete"), bool):
        raise invalid("delete", "must be true or false")
    wanted = {"delete": call.json["delete"]}
    own = [(kind.singular, int(resource["id"]))]
    return {"action": project.act(call, "change_protection", own, lambda: resource.update(protection=wanted))}


def _actions(project: Project, call: Call, rest: list[str]) -> Json:
    return _found(project.actions.of(), rest[0]) if rest else page_of(call, "actions", project.actions.of())


def _found(actions: list[Json], number: str) -> Json:
    for action in actions:
        if str(action["id"]) == number:
            return {"action": action}
    raise not_found("action", number)


def _catalog(plural: str, call: Call, rest: list[str]) -> Json:
    if not rest:
        return page_of(call, plural, CATALOG[plural])
    for one in CATALOG[plural]:
        if str(one["id"]) == rest[0]:
            return {plural.removesuffix("s"): one}
    raise not_found(plural.removesuffix("s"), rest[0])
