import { reference } from "../../jsonencoded";
import { networkStack } from "./gcp-network-stack";

const withoutAccess = networkStack();
const withAccess = networkStack({ privateServiceAccess: true });
const addresses = ["199.36.153.8", "199.36.153.9", "199.36.153.10", "199.36.153.11"];

test("without private service access there is no zone and no further route", () => {
  expect(withoutAccess.resources("google_dns_managed_zone")).toEqual({});
  expect(Object.keys(withoutAccess.resources("google_compute_route"))).toEqual(["network_internet_route"]);
});

test("a route leads to Google's private addresses, also where nothing else leads out", () => {
  const none = networkStack({ natMode: "none", privateServiceAccess: true });
  for (const stack of [withAccess, none]) {
    expect(stack.resource("google_compute_route.network_services_route")).toMatchObject({
      dest_range: "199.36.153.8/30",
      next_hop_gateway: "default-internet-gateway",
    });
  }
});

test.each([
  { domain: "googleapis.com", addressed: "private.googleapis.com" },
  { domain: "gcr.io", addressed: "gcr.io" },
  { domain: "pkg.dev", addressed: "pkg.dev" },
])("every name of $domain leads there, within the VPC alone", ({ domain, addressed }) => {
  const id = domain.replace(".", "-");
  expect(withAccess.resource(`google_dns_managed_zone.network_services_zone-${id}`)).toMatchObject({
    name: `acme-dev-${id}`,
    dns_name: `${domain}.`,
    visibility: "private",
    private_visibility_config: {
      networks: [{ network_url: reference("google_compute_network.network_vpc.id") }],
    },
  });
  const managedZone = reference(`google_dns_managed_zone.network_services_zone-${id}.name`);
  expect(withAccess.resource(`google_dns_record_set.network_services_addresses-${id}`)).toEqual({
    managed_zone: managedZone,
    name: `${addressed}.`,
    type: "A",
    ttl: 300,
    rrdatas: addresses,
  });
  expect(withAccess.resource(`google_dns_record_set.network_services_names-${id}`)).toEqual({
    managed_zone: managedZone,
    name: `*.${domain}.`,
    type: "CNAME",
    ttl: 300,
    rrdatas: [`${addressed}.`],
  });
});
