import { gcpZones as zones } from "../../gcp-examples";
import { existingNetworkStack } from "./gcp-network-stack";

const network = "projects/acme-platform-123456/global/networks/shared";
const nodes = "projects/acme-platform-123456/regions/europe-west3/subnetworks/nodes";
const endpoint = "projects/acme-platform-123456/regions/europe-west3/subnetworks/endpoint";
const existing = {
  networkId: network,
  cidr: "10.8.0.0/16",
  privateSubnetIdsByZone: Object.fromEntries(zones.map((zone) => [zone, nodes])),
  podRangeName: "gke-pods",
  serviceRangeName: "gke-services",
};
const least = existingNetworkStack({ existing, podCidr: "100.65.0.0/16" });
const all = existingNetworkStack({
  existing: { ...existing, controlPlaneSubnetIds: [endpoint] },
  podCidr: "100.65.0.0/16",
});

test("nothing is created in a network that somebody else made", () => {
  expect(least.addresses).toEqual([]);
  expect(all.addresses).toEqual([]);
});

test("the outputs say what is known of it", () => {
  expect(least.outputs).toEqual({
    networkId: network,
    cidr: "10.8.0.0/16",
    podCidr: "100.65.0.0/16",
    serviceCidr: "172.20.0.0/16",
    privateSubnetIdsByZone: existing.privateSubnetIdsByZone,
    publicSubnetIdsByZone: {},
    podSubnetIdsByZone: {},
    controlPlaneSubnetIds: [nodes],
    podRangeName: "gke-pods",
    serviceRangeName: "gke-services",
    egressIps: [],
  });
  expect(all.outputs).toMatchObject({ controlPlaneSubnetIds: [endpoint] });
});
