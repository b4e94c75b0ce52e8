"""Names that all of Azure shares: those that are part of a host name."""

from __future__ import annotations

from local_cloud.azure.errors import AzureError
from local_cloud.azure.resource_ids import type_of
from local_cloud.azure.resource_type import Json
from local_cloud.azure.resources import Resources


def check_name_is_free(resources: Resources, body: Json, code: str, what: str) -> None:
    """Refuses a name that another resource of this type has, in whatever subscription."""
    for other in resources.of_type(type_of(body["id"])):
        if other["name"].lower() == body["name"].lower() and other["id"].lower() != body["id"].lower():
            raise AzureError(409, code, f"The {what} named {body['name']} is already taken.")
