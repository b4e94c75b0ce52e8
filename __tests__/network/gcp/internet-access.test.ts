import { gcpZones as zones } from "../../gcp-examples";
import { reference } from "../../jsonencoded";
import { networkStack } from "./gcp-network-stack";

const none = networkStack({ natMode: "none", privateServiceAccess: true });
const single = networkStack({ natMode: "single" });
const perZone = networkStack({ natMode: "per-zone" });

const address = (zone: string, attribute: string) =>
  reference(`google_compute_address.network_internet_nat-address-${zone}.${attribute}`);

test("without NAT no route leads out, and there is neither router nor address", () => {
  const destinations = Object.values(none.resources("google_compute_route")).map((route) => route.dest_range);
  expect(destinations).toEqual(["199.36.153.8/30"]);
  for (const type of ["google_compute_router", "google_compute_router_nat", "google_compute_address"]) {
    expect(none.resources(type)).toEqual({});
  }
  expect(none.outputs.egressIps).toEqual([]);
});

test.each([
  { stack: single, addressed: zones.slice(0, 1) },
  { stack: perZone, addressed: zones },
])("Cloud NAT has a static address for each of $addressed", ({ stack, addressed }) => {
  expect(stack.only("google_compute_router_nat")).toMatchObject({
    router: reference("google_compute_router.network_internet_router.name"),
    region: "europe-west3",
    nat_ip_allocate_option: "MANUAL_ONLY",
    nat_ips: addressed.map((zone) => address(zone, "self_link")),
  });
  expect(stack.outputs.egressIps).toEqual(addressed.map((zone) => address(zone, "address")));
  expect(Object.keys(stack.resources("google_compute_address"))).toHaveLength(addressed.length);
});

test("nodes and pods go out by Cloud NAT, the control plane's subnetwork doesn't", () => {
  expect(single.only("google_compute_router_nat")).toMatchObject({
    source_subnetwork_ip_ranges_to_nat: "LIST_OF_SUBNETWORKS",
    subnetwork: [
      {
        name: reference("google_compute_subnetwork.network_subnetworks_nodes.id"),
        source_ip_ranges_to_nat: ["ALL_IP_RANGES"],
      },
    ],
  });
});

test("a busy node gets more ports, which Google allows without endpoint-independent mapping only", () => {
  expect(single.only("google_compute_router_nat")).toMatchObject({
    enable_dynamic_port_allocation: true,
    min_ports_per_vm: 64,
    max_ports_per_vm: 16384,
    enable_endpoint_independent_mapping: false,
  });
});

test("the way out is a route of the environment's own", () => {
  expect(single.only("google_compute_route")).toEqual({
    name: "acme-dev-internet",
    network: reference("google_compute_network.network_vpc.id"),
    dest_range: "0.0.0.0/0",
    next_hop_gateway: "default-internet-gateway",
    priority: 1000,
  });
});

test("an address is public, waits for the API, and goes only after Cloud NAT has let go of it", () => {
  expect(single.only("google_compute_address")).toEqual({
    name: "acme-dev-nat-europe-west3-a",
    region: "europe-west3",
    address_type: "EXTERNAL",
    depends_on: [
      "google_project_service.network_apis_compute",
      "google_project_service.network_apis_logging",
    ],
    lifecycle: { create_before_destroy: true },
  });
});
