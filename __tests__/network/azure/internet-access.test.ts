import { azureZones } from "../../azure-examples";
import { reference } from "../../jsonencoded";
import { networkOnAzure } from "./network-on-azure";

const single = networkOnAzure({ natMode: "single" });
const perZone = networkOnAzure({ natMode: "per-zone" });

/** The NAT gateway of a zone's nodes. */
function gatewayOf(stack: typeof single, zone: string): unknown {
  return stack.resource(`azurerm_subnet_nat_gateway_association.network_internet_nodes-${zone}-association`)
    .nat_gateway_id;
}

test("a single NAT gateway stands in the first zone and serves all", () => {
  expect(single.only("azurerm_nat_gateway")).toMatchObject({ name: "acme-dev-nat-1", zones: ["1"] });
  for (const zone of azureZones) {
    expect(gatewayOf(single, zone)).toBe(reference("azurerm_nat_gateway.network_internet_nat-gateway-1.id"));
  }
  expect(single.outputs.egressIps).toEqual([
    reference("azurerm_public_ip.network_internet_nat-address-1.ip_address"),
  ]);
});

test.each(azureZones)(
  "with a gateway per zone, zone %s uses its own, with an address in the zone",
  (zone) => {
    expect(gatewayOf(perZone, zone)).toBe(
      reference(`azurerm_nat_gateway.network_internet_nat-gateway-${zone}.id`),
    );
    expect(perZone.resource(`azurerm_nat_gateway.network_internet_nat-gateway-${zone}`)).toMatchObject({
      zones: [zone],
      sku_name: "Standard",
    });
    expect(perZone.resource(`azurerm_public_ip.network_internet_nat-address-${zone}`)).toMatchObject({
      zones: [zone],
      sku: "Standard",
      allocation_method: "Static",
    });
    const address = `azurerm_nat_gateway_public_ip_association.network_internet_nat-address-association-${zone}`;
    expect(perZone.resource(address)).toEqual({
      nat_gateway_id: reference(`azurerm_nat_gateway.network_internet_nat-gateway-${zone}.id`),
      public_ip_address_id: reference(`azurerm_public_ip.network_internet_nat-address-${zone}.id`),
    });
  },
);

test("the traffic of each zone comes from an address of its own", () => {
  expect(perZone.outputs.egressIps).toHaveLength(3);
});

test("the API server's subnet has no way out", () => {
  const subnets = Object.values(perZone.resources("azurerm_subnet_nat_gateway_association")).map(
    ({ subnet_id }) => subnet_id,
  );
  expect(subnets).not.toContain(reference("azurerm_subnet.network_subnets_api-server.id"));
});
