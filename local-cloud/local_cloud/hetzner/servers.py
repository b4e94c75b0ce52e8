"""Servers, once they are made. One action at a time: meanwhile a server is locked.

https://docs.hetzner.cloud/reference/cloud#servers and #server-actions
"""

from __future__ import annotations

from collections.abc import Callable

from local_cloud.hetzner.attachments import attach, detach, private_net
from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.catalog import named
from local_cloud.hetzner.errors import HetznerError, invalid, not_found
from local_cloud.hetzner.firewalls import at_server
from local_cloud.hetzner.placement_groups import show as shown_group
from local_cloud.hetzner.placement_groups import with_room
from local_cloud.hetzner.primary_ips import of_server
from local_cloud.hetzner.project import Project
from local_cloud.hetzner.public_addresses import change_dns_ptr
from local_cloud.hetzner.resource_kind import Handle, ResourceKind
from local_cloud.hetzner.server_creation import check_type, create, datacenter_of, discard

TRAFFIC_BYTES = 20 * 1024**4


def show(project: Project, server: Json) -> Json:
    """With its addresses, networks, firewalls and all else that refers to it."""
    number = int(server["id"])
    group = server["placement_group"]
    return {
        **server,
        "datacenter": datacenter_of(server["location"]),
        "locked": project.actions.is_busy(("server", number)),
        "public_net": _public_net(project, server),
        "private_net": private_net(project, ("server", number)),
        "placement_group": group and shown_group(project, project.get("placement_groups", group)),
        "volumes": [one["id"] for one in project.all("volumes") if one["server"] == number],
        "load_balancers": [
            one["id"]
            for one in project.all("load_balancers")
            if any(target.get("server") == {"id": number} for target in one["targets"])
        ],
        "rescue_enabled": False,
        "iso": None,
        "included_traffic": TRAFFIC_BYTES,
        "ingoing_traffic": 0,
        "outgoing_traffic": 0,
    }


def _public_net(project: Project, server: Json) -> Json:
    number = int(server["id"])
    ipv4, ipv6 = (of_server(project, number, version) for version in ("ipv4", "ipv6"))
    return {
        "ipv4": ipv4
        and {
            "id": ipv4["id"],
            "ip": ipv4["ip"],
            "blocked": False,
            "dns_ptr": ipv4["dns_ptr"][0]["dns_ptr"],
        },
        "ipv6": ipv6 and {"id": ipv6["id"], "ip": ipv6["ip"], "blocked": False, "dns_ptr": ipv6["dns_ptr"]},
        "floating_ips": [one["id"] for one in project.all("floating_ips") if one["server"] == number],
        "firewalls": [{"id": one, "status": "applied"} for one in at_server(project, server)],
    }


def _change(project: Project, call: Call, server: Json, command: str, apply: Callable[[], None]) -> Json:
    return {"action": project.act(call, command, [("server", int(server["id"]))], apply)}


def _power(command: str, status: str) -> Handle:
    def handle(project: Project, call: Call, server: Json) -> Json:
        return _change(project, call, server, command, lambda: server.update(status=status))

    return handle


def delete(project: Project, call: Call, server: Json) -> Json:
    """It is gone at the action's end."""
    return _change(project, call, server, "delete_server", lambda: discard(project, server))


def change_type(project: Project, call: Call, server: Json) -> Json:
    """To one of the same architecture with a disk that is large enough, while it is off."""
    _require_off(server)
    wanted = named("server_types", call.json.get("server_type"))
    if wanted is None:
        raise HetznerError("invalid_input", f"server type '{call.json.get('server_type')}' not found")
    check_type(wanted, server["location"])
    current = server["server_type"]
    if wanted["architecture"] != current["architecture"] or wanted["disk"] < server["primary_disk_size"]:
        raise HetznerError("invalid_server_type", "the server type does not fit for the server")
    disk = wanted["disk"] if call.json.get("upgrade_disk") else server["primary_disk_size"]
    return _change(
        project,
        call,
        server,
        "change_server_type",
        lambda: server.update(server_type=wanted, primary_disk_size=disk),
    )


def add_to_placement_group(project: Project, call: Call, server: Json) -> Json:
    """While it is off."""
    _require_off(server)
    if server["placement_group"] is not None:
        raise HetznerError("server_already_added", "the server is already in a placement group")
    group = with_room(project, call.json.get("placement_group"))["id"]
    return _change(
        project, call, server, "add_to_placement_group", lambda: server.update(placement_group=group)
    )


def remove_from_placement_group(project: Project, call: Call, server: Json) -> Json:
    """At any time."""
    return _change(
        project, call, server, "remove_from_placement_group", lambda: server.update(placement_group=None)
    )


def attach_to_network(project: Project, call: Call, server: Json) -> Json:
    """With an address that was asked for, or the next one."""
    zone = str(server["location"]["network_zone"])
    return attach(project, call, ("server", int(server["id"])), zone, call.json)


def detach_from_network(project: Project, call: Call, server: Json) -> Json:
    """It loses its address there."""
    return detach(project, call, ("server", int(server["id"])))


def change_alias_ips(project: Project, call: Call, server: Json) -> Json:
    """Replaces them."""
    own = project.attachments_of(("server", int(server["id"])), call.json.get("network"))
    if not own:
        raise not_found("network attachment", call.json.get("network"))
    wanted = list(call.json.get("alias_ips") or [])

    def apply() -> None:
        own[0].alias_ips = wanted

    return _change(project, call, server, "change_alias_ips", apply)


def name_address(project: Project, call: Call, server: Json) -> Json:
    """Of its public interface."""
    version = "ipv6" if ":" in str(call.json.get("ip")) else "ipv4"
    address = of_server(project, int(server["id"]), version)
    if address is None:
        raise not_found("IP", call.json.get("ip"))
    return change_dns_ptr(project, call, "server", address, server)


def backup(window: str | None) -> Handle:
    """Turns backups on or off."""
    command = "enable_backup" if window else "disable_backup"

    def handle(project: Project, call: Call, server: Json) -> Json:
        return _change(project, call, server, command, lambda: server.update(backup_window=window))

    return handle


def change_protection(project: Project, call: Call, server: Json) -> Json:
    """Of deletion and of rebuilding: currently both have to be the same."""
    wanted = {**server["protection"], **call.json}
    if set(wanted) != {"delete", "rebuild"} or wanted["delete"] != wanted["rebuild"]:
        raise invalid("rebuild", "must have the same value as delete")
    return _change(project, call, server, "change_protection", lambda: server.update(protection=wanted))


def _require_off(server: Json) -> None:
    if server["status"] != "off":
        raise HetznerError("server_not_stopped", "the server must be powered off")


def _unlocked(handle: Handle) -> Handle:
    def checked(project: Project, call: Call, server: Json) -> Json:
        if project.actions.is_busy(("server", int(server["id"]))):
            raise HetznerError("locked", "server is locked by another action")
        return handle(project, call, server)

    return checked


_ACTIONS: dict[str, Handle] = {
    "poweron": _power("start_server", "running"),
    "poweroff": _power("stop_server", "off"),
    "shutdown": _power("shutdown_server", "off"),
    "reboot": _power("reboot_server", "running"),
    "reset": _power("reset_server", "running"),
    "change_type": change_type,
    "change_protection": change_protection,
    "change_dns_ptr": name_address,
    "attach_to_network": attach_to_network,
    "detach_from_network": detach_from_network,
    "change_alias_ips": change_alias_ips,
    "add_to_placement_group": add_to_placement_group,
    "remove_from_placement_group": remove_from_placement_group,
    "enable_backup": backup("22-02"),
    "disable_backup": backup(None),
}
SERVERS = ResourceKind(
    "servers",
    create,
    show,
    delete=_unlocked(delete),
    actions={name: _unlocked(handle) for name, handle in _ACTIONS.items()},
)
