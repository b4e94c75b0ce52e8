"""What a load balancer listens on, and how it asks its targets whether they are well.

https://docs.hetzner.cloud/reference/cloud#load-balancer-actions-add-service
"""

from __future__ import annotations

from local_cloud.hetzner.call import Call, Json
from local_cloud.hetzner.errors import HetznerError, invalid, not_found
from local_cloud.hetzner.project import Project

USUAL_PORTS = {"http": (80, 80), "https": (443, 80)}
HTTP_CHECK = {"domain": "", "path": "/", "response": "", "status_codes": ["2??", "3??"], "tls": False}
HTTP = {
    "cookie_name": "HCLBSTICKY",
    "cookie_lifetime": 300,
    "certificates": [],
    "redirect_http": False,
    "sticky_sessions": False,
}


def new_service(balancer: Json, asked: Json) -> Json:
    """A service with everything that wasn't said, on a port that is free."""
    service = _completed(asked)
    if len(balancer["services"]) >= balancer["load_balancer_type"]["max_services"]:
        raise HetznerError("resource_limit_exceeded", "service limit of the load balancer reached")
    if any(one["listen_port"] == service["listen_port"] for one in balancer["services"]):
        raise HetznerError("source_port_already_used", "source port is already in use")
    return service


def add_service(project: Project, call: Call, balancer: Json) -> Json:
    """One more port."""
    service = new_service(balancer, call.json)
    about = [("load_balancer", int(balancer["id"]))]
    return {"action": project.act(call, "add_service", about, lambda: balancer["services"].append(service))}


def update_service(project: Project, call: Call, balancer: Json) -> Json:
    """What isn't said stays."""
    current = _of_port(balancer, call.json)
    asked = call.json
    merged = {**current, **asked}
    for part in ("http", "health_check"):
        if asked.get(part) is not None:
            merged[part] = {**(current.get(part) or {}), **asked[part]}
    wanted = _completed(merged)
    about = [("load_balancer", int(balancer["id"]))]
    return {"action": project.act(call, "update_service", about, lambda: current.update(wanted))}


def delete_service(project: Project, call: Call, balancer: Json) -> Json:
    """By its port."""
    current = _of_port(balancer, call.json)
    about = [("load_balancer", int(balancer["id"]))]
    return {
        "action": project.act(call, "delete_service", about, lambda: balancer["services"].remove(current))
    }


def _of_port(balancer: Json, asked: Json) -> Json:
    for one in balancer["services"]:
        if one["listen_port"] == asked.get("listen_port"):
            found: Json = one
            return found
    raise not_found("service", asked.get("listen_port"))


def _completed(asked: Json) -> Json:
    protocol = asked.get("protocol")
    if protocol not in ("tcp", "http", "https"):
        raise invalid("protocol", "must be tcp, http or https")
    usual_listen, usual_destination = USUAL_PORTS.get(protocol, (None, None))
    listen_port = asked.get("listen_port") or usual_listen
    destination_port = asked.get("destination_port") or usual_destination
    if listen_port is None or destination_port is None:
        raise invalid("listen_port", "listen_port and destination_port are needed for tcp")
    check = asked.get("health_check") or {}
    check_protocol = check.get("protocol") or ("tcp" if protocol == "tcp" else "http")
    return {
        "protocol": protocol,
        "listen_port": listen_port,
        "destination_port": destination_port,
        "proxyprotocol": asked.get("proxyprotocol") or False,
        "http": None if protocol == "tcp" else {**HTTP, **(asked.get("http") or {})},
        "health_check": {
            "protocol": check_protocol,
            "port": check.get("port") or destination_port,
            "interval": check.get("interval") or 15,
            "timeout": check.get("timeout") or 10,
            "retries": check.get("retries", 3),
            "http": None if check_protocol == "tcp" else {**HTTP_CHECK, **(check.get("http") or {})},
        },
    }
