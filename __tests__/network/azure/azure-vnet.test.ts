import { azureZones } from "../../azure-examples";
import { reference } from "../../jsonencoded";
import { networkOnAzure } from "./network-on-azure";

const dev = networkOnAzure({ cidr: "192.168.0.0/18", serviceCidr: "10.96.0.0/16", natMode: "per-zone" });

test("the network has the environment's block, in a resource group of its own", () => {
  expect(dev.only("azurerm_resource_group")).toMatchObject({
    name: "acme-dev-network",
    location: "westeurope",
  });
  expect(dev.only("azurerm_virtual_network")).toMatchObject({
    name: "acme-dev",
    resource_group_name: reference("azurerm_resource_group.network_group.name"),
    location: "westeurope",
    address_space: ["192.168.0.0/18"],
  });
});

test("all that can carry tags does", () => {
  const untagged = [
    "azurerm_subnet",
    "azurerm_network_security_rule",
    "azurerm_subnet_network_security_group_association",
    "azurerm_subnet_nat_gateway_association",
    "azurerm_nat_gateway_public_ip_association",
  ];
  const tagged = dev.addresses.filter((address) => !untagged.includes(address.split(".")[0] ?? ""));
  expect(tagged).not.toEqual([]);
  for (const address of tagged) expect(dev.resource(address).tags).toEqual({ team: "a" });
});

test("the outputs name the network, its blocks and its subnets by zone", () => {
  expect(dev.outputs).toMatchObject({
    networkId: reference("azurerm_virtual_network.network_vnet.id"),
    cidr: "192.168.0.0/18",
    podCidr: "100.64.0.0/16",
    serviceCidr: "10.96.0.0/16",
    privateSubnetIdsByZone: Object.fromEntries(
      azureZones.map((zone) => [zone, reference(`azurerm_subnet.network_subnets_nodes-${zone}.id`)]),
    ),
    publicSubnetIdsByZone: {},
    podSubnetIdsByZone: {},
    controlPlaneSubnetIds: [reference("azurerm_subnet.network_subnets_api-server.id")],
    podRangeName: "",
    serviceRangeName: "",
  });
});

test("a node waits for its firewall and its way out", () => {
  const associations = dev.addresses.filter((address) => address.includes("_association."));
  expect(dev.outputs.egress).toEqual(expect.arrayContaining(associations.map(reference)));
  expect(dev.outputs.egress).toHaveLength(associations.length);
  expect(associations).toHaveLength(4 + 3 + 3);
});
