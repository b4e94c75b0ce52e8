"""A virtual network as Terraform makes one on Azure, for the tests of what stands in it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from local_cloud.environment import AZURE_SUBSCRIPTION
from tests.azure_support import Answer, Principal
from tests.support import Cloud, unique

REGION = "westeurope"
Json = dict[str, Any]


@dataclass
class Group:
    """A resource group, and calls to make what stands in it."""

    owner: Principal
    id: str
    region: str = REGION

    def at(self, kind: str, name: str) -> str:
        """The id of a resource of it."""
        return f"{self.id}/providers/{kind}/{name}"

    def put(self, resource_id: str, properties: Json | None = None, **body: Any) -> Answer:
        """A PUT of a whole body."""
        sent = {"location": self.region, "properties": properties or {}, **body}
        return self.owner.manage("PUT", resource_id, sent)

    def make(self, resource_id: str, properties: Json | None = None, **body: Any) -> str:
        """A PUT that has to succeed, its operation finished; the id."""
        answer = self.put(resource_id, properties, **body)
        assert answer.status == 200, answer.body
        assert self.wait(answer)["status"] == "Succeeded"
        return resource_id

    def wait(self, answer: Answer) -> Json:
        """Polls the operation of a PUT to its end."""
        path = answer.headers["azure-asyncoperation"].removeprefix("https://management.azure.com")
        while True:
            seen: Json = self.owner.manage("GET", path.split("?")[0]).json
            if seen["status"] != "InProgress":
                return seen

    def get(self, resource_id: str) -> Any:
        """What is there."""
        return self.owner.manage("GET", resource_id).json

    def refused(self, resource_id: str) -> str:
        """The code of a DELETE that has to fail."""
        answer = self.owner.manage("DELETE", resource_id)
        assert answer.status in (400, 409), answer.status
        return answer.error

    def grant(self, principal: str, role: str, scope: str) -> str:
        """A role assignment; its id."""
        definitions = f"/subscriptions/{AZURE_SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions"
        found = self.owner.manage("GET", definitions, query={"$filter": f"roleName eq '{role}'"}).json[
            "value"
        ]
        assignment = f"{scope}/providers/Microsoft.Authorization/roleAssignments/{uuid.uuid4()}"
        body = {"principalId": principal, "roleDefinitionId": found[0]["id"]}
        made = self.owner.manage("PUT", assignment, {"properties": body})
        assert made.status == 200, made.body
        return assignment

    def identity(self, name: str) -> tuple[str, str]:
        """An identity: its id, and the object id that roles are granted to."""
        made = self.make(self.at("Microsoft.ManagedIdentity/userAssignedIdentities", name))
        return made, self.get(made)["properties"]["principalId"]


def new_group(cloud: Cloud, subscription: str = AZURE_SUBSCRIPTION) -> Group:
    """An empty one."""
    owner = Principal(cloud)
    group = Group(owner, f"/subscriptions/{subscription}/resourceGroups/{unique('rg')}")
    assert owner.manage("PUT", group.id, {"location": REGION}).status == 200
    return group


def new_network(group: Group, space: str = "10.20.0.0/16") -> str:
    """A virtual network without subnets."""
    network = group.at("Microsoft.Network/virtualNetworks", "net")
    return group.make(network, {"addressSpace": {"addressPrefixes": [space]}})


def new_subnet(group: Group, network: str, name: str, prefix: str, **properties: Any) -> str:
    """A subnet."""
    return group.make(f"{network}/subnets/{name}", {"addressPrefix": prefix, **properties})
