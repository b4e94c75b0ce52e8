import { azureZones } from "../../azure-examples";
import { reference } from "../../jsonencoded";
import { networkOnAzure } from "./network-on-azure";

const plain = networkOnAzure();
const withAccess = networkOnAzure({ privateServiceAccess: true });

test("each zone has a subnet for nodes, keyed by the zone's name, beside one for the API server", () => {
  expect(Object.keys(plain.resources("azurerm_subnet")).sort()).toEqual([
    "network_subnets_api-server",
    ...azureZones.map((zone) => `network_subnets_nodes-${zone}`),
  ]);
  expect(plain.resource("azurerm_subnet.network_subnets_nodes-2")).toMatchObject({
    name: "nodes-2",
    virtual_network_name: reference("azurerm_virtual_network.network_vnet.name"),
    address_prefixes: ["10.0.32.0/19"],
  });
});

test("a further zone moves no subnet", () => {
  const two = networkOnAzure({}, ["1", "2"]);
  for (const [name, subnet] of Object.entries(two.resources("azurerm_subnet"))) {
    expect(plain.resource(`azurerm_subnet.${name}`)).toEqual(subnet);
  }
});

test("the API server's subnet is handed over to AKS, and no other is", () => {
  const delegated = Object.entries(plain.resources("azurerm_subnet")).filter(
    ([, subnet]) => subnet.delegation,
  );
  expect(delegated).toMatchObject([
    [
      "network_subnets_api-server",
      {
        address_prefixes: ["10.0.224.0/22"],
        delegation: [{ service_delegation: { name: "Microsoft.ContainerService/managedClusters" } }],
      },
    ],
  ]);
});

test("no node has a way out of Azure's choosing", () => {
  for (const zone of azureZones) {
    expect(plain.resource(`azurerm_subnet.network_subnets_nodes-${zone}`)).toMatchObject({
      default_outbound_access_enabled: false,
    });
  }
});

test("private service access leads nodes to registry, keys and storage by service endpoints", () => {
  for (const zone of azureZones) {
    const address = `azurerm_subnet.network_subnets_nodes-${zone}`;
    expect(withAccess.resource(address).service_endpoints).toEqual([
      "Microsoft.ContainerRegistry",
      "Microsoft.KeyVault",
      "Microsoft.Storage",
    ]);
    expect(plain.resource(address)).not.toHaveProperty("service_endpoints");
  }
  expect(withAccess.resource("azurerm_subnet.network_subnets_api-server")).not.toHaveProperty(
    "service_endpoints",
  );
});
