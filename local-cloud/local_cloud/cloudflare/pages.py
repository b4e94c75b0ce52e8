"""Pages: projects, and the domains that they are reached by.

https://developers.cloudflare.com/api/resources/pages/subresources/projects/ Nothing is ever built or
deployed. A project with custom domains can't be deleted; a domain is `active` once a CNAME leads to it.
"""

from __future__ import annotations

import re
import uuid

from local_cloud.absence import given
from local_cloud.cloudflare.call import Call, Json, timestamp
from local_cloud.cloudflare.dns_records import DnsRecords
from local_cloud.cloudflare.envelope import CloudflareError, done, not_implemented, page
from local_cloud.cloudflare.pages_project import changed_project, new_project
from local_cloud.cloudflare.zones import DOMAIN, Zones
from local_cloud.messages import Response

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,56}[a-z0-9])?")


class Pages:
    """The projects of all accounts."""

    def __init__(self, zones: Zones, records: DnsRecords) -> None:
        self._zones = zones
        self._records = records
        self._projects: dict[tuple[str, str], Json] = {}
        self._domains: dict[tuple[str, str], dict[str, Json]] = {}

    def answer(self, call: Call) -> Response:
        """Answers a call on an account's projects and their domains."""
        match call.path:
            case ("projects",) | ("projects", _):
                return self._answer_projects(call)
            case ("projects", project, "domains", *rest):
                self._get(call.owner, project)
                return self._answer_domains(call, project, rest)
        raise not_implemented(call.what)

    def _answer_projects(self, call: Call) -> Response:
        match call.method, call.path[1:]:
            case "GET", ():
                return page([each for (account, _), each in self._projects.items() if account == call.owner])
            case "POST", ():
                return done(self._create(call.owner, given(call.json)))
            case "GET", (name,):
                return done(self._get(call.owner, name))
            case "PATCH", (name,):
                project = changed_project(self._get(call.owner, name), call.json)
                self._projects[call.owner, name] = project
                return done(project)
            case "DELETE", (name,):
                self._get(call.owner, name)
                if self._domains.get((call.owner, name)):
                    message = "Must delete custom domains before deleting project"
                    raise CloudflareError(400, 8000028, message)
                del self._projects[call.owner, name]
                return done(None)
        raise not_implemented(call.what)

    def _get(self, account: str, name: str) -> Json:
        if (account, name) not in self._projects:
            message = (
                "Project not found. The specified project name does not match any of your existing projects."
            )
            raise CloudflareError(404, 8000007, message)
        return self._projects[account, name]

    def _create(self, account: str, asked: Json) -> Json:
        name = str(asked.get("name", ""))
        if not NAME.fullmatch(name):
            raise CloudflareError(400, 8000006, f"Invalid project name: {name}")
        if (account, name) in self._projects:
            raise CloudflareError(
                409, 8000002, "A project with this name already exists. Choose another one."
            )
        taken = any(name == other for _, other in self._projects)
        # A name that another account has is no conflict: the subdomain gets some letters more.
        project = new_project(asked, f"{name}-{uuid.uuid4().hex[:3]}" if taken else name)
        self._projects[account, name] = project
        return project

    def _answer_domains(self, call: Call, project: str, path: list[str]) -> Response:
        domains = self._domains.setdefault((call.owner, project), {})
        subdomain = self._get(call.owner, project)["subdomain"]
        match call.method, path:
            case "GET", []:
                return page([self._seen(each, subdomain) for each in domains.values()])
            case "POST", []:
                domain = self._new_domain(str(given(call.json).get("name", "")).lower())
                domains[domain["name"]] = domain
            case "GET" | "PATCH", [name] if name in domains:
                domain = domains[name]
            case "DELETE", [name] if name in domains:
                del domains[name]
                self._tell(call.owner, project)
                return done(None)
            case _, [name]:
                raise CloudflareError(404, 8000021, "The domain you have requested does not exist.")
            case _:
                raise not_implemented(call.what)
        self._tell(call.owner, project)
        return done(self._seen(domain, subdomain))

    def _tell(self, account: str, project: str) -> None:
        """The project says which domains it has."""
        own = self._projects[account, project]
        own["domains"] = [own["subdomain"], *self._domains[account, project]]

    def _new_domain(self, name: str) -> Json:
        if not DOMAIN.fullmatch(name):
            raise CloudflareError(400, 8000016, f"{name} is not a valid domain name.")
        if any(name in domains for domains in self._domains.values()):
            raise CloudflareError(409, 8000018, "You have already added this custom domain.")
        zone = self._zones.of_name(name)
        identity = str(uuid.uuid4())
        return {
            "id": identity,
            "domain_id": identity,
            "name": name,
            "zone_tag": zone["id"] if zone else "",
            "certificate_authority": "google",
            "created_on": timestamp(),
        }

    def _seen(self, domain: Json, subdomain: str) -> Json:
        status = "active" if self._records.alias_of(domain["name"]) == subdomain else "pending"
        return {
            **domain,
            "status": status,
            "verification_data": {"status": status},
            "validation_data": {"status": status, "method": "http"},
        }
