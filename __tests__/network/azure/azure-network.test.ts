import { networkOnAzure } from "./network-on-azure";

const networkId =
  "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/shared/providers/Microsoft.Network/virtualNetworks/shared";
const privateSubnetIdsByZone = { "1": `${networkId}/subnets/a`, "2": `${networkId}/subnets/a` };
const controlPlaneSubnetIds = [`${networkId}/subnets/api`];
const existing = { networkId, cidr: "10.8.0.0/16", privateSubnetIdsByZone, controlPlaneSubnetIds };

const dev = networkOnAzure({ existing, podCidr: "100.70.0.0/16", serviceCidr: "10.96.0.0/16" }, ["1", "2"]);

test("nothing is created in a network that exists", () => {
  expect(dev.addresses).toEqual([]);
});

test("the outputs say what is known of it", () => {
  expect(dev.outputs).toMatchObject({
    networkId,
    cidr: "10.8.0.0/16",
    podCidr: "100.70.0.0/16",
    serviceCidr: "10.96.0.0/16",
    privateSubnetIdsByZone,
    publicSubnetIdsByZone: {},
    controlPlaneSubnetIds,
    egressIps: [],
    egress: [],
  });
});
