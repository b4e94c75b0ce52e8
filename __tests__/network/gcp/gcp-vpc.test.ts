import { gcpZones as zones } from "../../gcp-examples";
import { reference } from "../../jsonencoded";
import { networkStack } from "./gcp-network-stack";

const dev = networkStack({ serviceCidr: "10.96.0.0/16", privateServiceAccess: true });
const vpc = reference("google_compute_network.network_vpc.id");

test("the VPC has no subnetwork and no route but the environment's own", () => {
  expect(dev.only("google_compute_network")).toEqual({
    name: "acme-dev",
    auto_create_subnetworks: false,
    delete_default_routes_on_create: true,
    routing_mode: "REGIONAL",
    depends_on: [
      "google_project_service.network_apis_compute",
      "google_project_service.network_apis_logging",
      "google_project_service.network_apis_dns",
    ],
  });
});

test("the APIs that it needs are switched on, and stay on for the project's other users", () => {
  const apis = (stack: typeof dev) =>
    Object.values(stack.resources("google_project_service")).map(({ service }) => service);
  expect(apis(dev)).toEqual(["compute.googleapis.com", "dns.googleapis.com", "logging.googleapis.com"]);
  expect(apis(networkStack({ flowLogs: "off" }))).toEqual(["compute.googleapis.com"]);
  for (const api of Object.values(dev.resources("google_project_service"))) {
    expect(api).toMatchObject({ disable_on_destroy: false });
  }
});

test("nodes have a regional subnetwork with ranges for pods and services, and reach Google's APIs without NAT", () => {
  expect(dev.resource("google_compute_subnetwork.network_subnetworks_nodes")).toMatchObject({
    name: "acme-dev-nodes",
    network: vpc,
    region: "europe-west3",
    ip_cidr_range: "10.10.0.0/17",
    private_ip_google_access: true,
    secondary_ip_range: [
      { range_name: "pods", ip_cidr_range: "100.64.0.0/16" },
      { range_name: "services", ip_cidr_range: "10.96.0.0/16" },
    ],
  });
});

test("the control plane's endpoint has a /28 of its own", () => {
  expect(dev.resource("google_compute_subnetwork.network_subnetworks_control-plane")).toEqual({
    name: "acme-dev-control-plane",
    network: vpc,
    region: "europe-west3",
    ip_cidr_range: "10.10.255.240/28",
    private_ip_google_access: true,
  });
});

test("a further zone adds an address to what there is, or nothing", () => {
  const added = (natMode: "single" | "per-zone") => {
    const two = networkStack({ natMode }, 2).addresses;
    return networkStack({ natMode }, 3).addresses.filter((address) => !two.includes(address));
  };
  expect(added("single")).toEqual([]);
  expect(added("per-zone")).toEqual(["google_compute_address.network_internet_nat-address-europe-west3-c"]);
});

test("the outputs name the network, its blocks and the one subnetwork for each zone", () => {
  const nodes = reference("google_compute_subnetwork.network_subnetworks_nodes.id");
  expect(dev.outputs).toEqual({
    networkId: vpc,
    cidr: "10.10.0.0/16",
    podCidr: "100.64.0.0/16",
    serviceCidr: "10.96.0.0/16",
    privateSubnetIdsByZone: Object.fromEntries(zones.map((zone) => [zone, nodes])),
    publicSubnetIdsByZone: {},
    podSubnetIdsByZone: {},
    controlPlaneSubnetIds: [reference("google_compute_subnetwork.network_subnetworks_control-plane.id")],
    podRangeName: "pods",
    serviceRangeName: "services",
    egressIps: [reference("google_compute_address.network_internet_nat-address-europe-west3-a.address")],
  });
});
