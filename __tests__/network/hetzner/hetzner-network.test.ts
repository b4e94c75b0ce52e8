import { reference } from "../../jsonencoded";
import { existingNetworkStack, networkStack } from "./network-on-hetzner";

const subnetId = (name: string) => reference(`hcloud_network_subnet.network_subnet-${name}.id`);
const labels = { project: "acme", environment: "dev" };

test("the network spans the whole block, with a subnet for each purpose in the region's network zone", () => {
  const stack = networkStack();
  expect(stack.only("hcloud_network")).toEqual({ name: "acme-dev", ip_range: "10.10.0.0/16", labels });
  const subnets = Object.values(stack.resources("hcloud_network_subnet"));
  expect(subnets.map(({ ip_range }) => ip_range).sort()).toEqual([
    "10.10.0.0/19",
    "10.10.128.0/17",
    "10.10.32.0/19",
    "10.10.64.0/19",
  ]);
  for (const subnet of subnets) {
    expect(subnet).toMatchObject({
      network_id: reference("hcloud_network.network_network.id"),
      network_zone: "eu-central",
      type: "cloud",
    });
  }
});

test("zones share the workers' subnet, and no subnet is public", () => {
  expect(networkStack({ natMode: "per-zone" }).outputs).toEqual({
    networkId: reference("hcloud_network.network_network.id"),
    cidr: "10.10.0.0/16",
    podCidr: "10.42.0.0/16",
    serviceCidr: "172.20.0.0/16",
    privateSubnetIdsByZone: {
      fsn1: subnetId("workers"),
      nbg1: subnetId("workers"),
      hel1: subnetId("workers"),
    },
    publicSubnetIdsByZone: {},
    podSubnetIdsByZone: {},
    controlPlaneSubnetIds: [subnetId("control-plane")],
    podRangeName: "",
    serviceRangeName: "",
    egressIps: [reference("hcloud_floating_ip.network_nat_floating-ip.ip_address")],
  });
});

test.each(["single", "per-zone"] as const)(
  "a third location changes nothing of a network with %s NAT",
  (natMode) => {
    const [two, three] = [2, 3].map((zones) => networkStack({ natMode }, zones));
    expect(three?.addresses).toEqual(two?.addresses);
    for (const address of two?.addresses ?? [])
      expect(three?.resource(address)).toEqual(two?.resource(address));
  },
);

test("an existing network stays untouched", () => {
  const stack = existingNetworkStack({
    existing: {
      networkId: "4711",
      cidr: "10.0.0.0/16",
      privateSubnetIdsByZone: {
        fsn1: "4711-10.0.1.0/24",
        nbg1: "4711-10.0.1.0/24",
        hel1: "4711-10.0.1.0/24",
      },
    },
    podCidr: "10.42.0.0/16",
  });
  expect(stack.addresses).toEqual([]);
  expect(stack.outputs).toMatchObject({
    networkId: "4711",
    podCidr: "10.42.0.0/16",
    controlPlaneSubnetIds: ["4711-10.0.1.0/24"],
    egressIps: [],
  });
});

describe("the log of connections", () => {
  const kept = networkStack({ flowLogs: { retentionDays: 7 } });

  test("has a bucket of its own, whose objects go after the retention", () => {
    expect(kept.only("aws_s3_bucket")).toEqual({
      provider: "aws.object-storage",
      bucket: "acme-dev-1234567-flow-logs",
      force_destroy: true,
      lifecycle_rule: [
        {
          id: "retention",
          enabled: true,
          expiration: { days: 7 },
          abort_incomplete_multipart_upload_days: 7,
        },
      ],
    });
  });

  test("is neither written nor kept where it is off, and no key of Object Storage leaves Terraform", () => {
    const off = networkStack({ flowLogs: "off" });
    expect(off.resources("aws_s3_bucket")).toEqual({});
    const { user_data: userData } = off.only("hcloud_server");
    expect(userData).toContain("FLOW_LOG=off");
    expect(userData).not.toContain("object_storage");
    expect(userData).not.toContain("hera-flow-log");
  });
});
