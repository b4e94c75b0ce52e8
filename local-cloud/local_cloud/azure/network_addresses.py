"""Microsoft.Network: public IP addresses and NAT gateways.

The API reference adds the address. A Standard NAT gateway is in one zone or in none; an address that it
holds, and a gateway that a subnet uses, are not deleted.
"""

from __future__ import annotations

from local_cloud.azure.errors import AzureError
from local_cloud.azure.resource_ids import guid_of
from local_cloud.azure.resource_type import InUse, Json, ResourceType
from local_cloud.azure.resources import Resources

ADDRESSES = "microsoft.network/publicipaddresses"
GATEWAYS = "microsoft.network/natgateways"
ZONES = {"1", "2", "3"}


def check_zones(zones: list[str], what: str) -> None:
    """Zones are numbers here, and three in each region that has any."""
    unknown = [zone for zone in zones if zone not in ZONES]
    if unknown:
        text = f"The zone(s) '{', '.join(unknown)}' for resource '{what}' is not supported."
        text += " The supported zones are '1,2,3'"
        raise AzureError(400, "AvailabilityZoneNotSupported", text)


def _address(_resources: Resources, body: Json, old: Json | None) -> None:
    check_zones(body.get("zones") or [], body["id"])
    number = int(guid_of(body["id"])[:4], 16)
    kept = old["properties"]["ipAddress"] if old else f"20.{number >> 8}.{number & 255}.10"
    body["properties"]["ipAddress"] = kept
    body["properties"]["resourceGuid"] = guid_of(body["id"])


def _gateway(_resources: Resources, body: Json, _old: Json | None) -> None:
    zones = body.get("zones") or []
    check_zones(zones, body["id"])
    if len(zones) > 1 and (body.get("sku") or {}).get("name", "Standard") == "Standard":
        text = f"NAT Gateway {body['id']} can be deployed in one availability zone only, not in {zones}."
        raise AzureError(400, "InvalidRequestFormat", text)
    body["properties"]["resourceGuid"] = guid_of(body["id"])
    body["properties"].setdefault("idleTimeoutInMinutes", 4)


TYPES = {
    ADDRESSES: ResourceType(
        _address,
        is_long_running=True,
        in_use=InUse(
            "PublicIPAddressCannotBeDeleted",
            "Public IP address {id} can not be deleted since it is still allocated to resource {user}.",
        ),
    ),
    GATEWAYS: ResourceType(
        _gateway,
        is_long_running=True,
        in_use=InUse(
            "CannotDeleteNatGatewayAssociatedToSubnet",
            "NAT Gateway {id} is still configured on {user}. Remove NAT Gateway from all referenced subnets.",
        ),
    ),
}
