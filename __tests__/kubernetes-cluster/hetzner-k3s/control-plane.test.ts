import { reference } from "../../jsonencoded";
import { existingNetwork, k3sStack, serversOf } from "./k3s-stack";

const prefix = "cluster_control-plane";
const dev = k3sStack();
const servers = serversOf(dev, prefix);

test("three servers stand in three locations, and on three hosts", () => {
  expect(Object.entries(servers).map(([key, { location }]) => [key, location])).toEqual([
    ["fsn1-1", "fsn1"],
    ["hel1-1", "hel1"],
    ["nbg1-1", "nbg1"],
  ]);
  expect(dev.resource("hcloud_placement_group.cluster_control-plane_placement")).toMatchObject({
    type: "spread",
  });
  for (const server of Object.values(servers)) {
    expect(server.placement_group_id).toBe(
      reference("hcloud_placement_group.cluster_control-plane_placement.id"),
    );
  }
});

test("they are spread over the project's locations, also where nodes stand in one only", () => {
  expect(Object.keys(serversOf(k3sStack({ zones: 1 }), prefix))).toEqual(["fsn1-1", "hel1-1", "nbg1-1"]);
});

test("servers that come later move none that are there", () => {
  const one = serversOf(k3sStack({ cluster: { controlPlaneHa: false } }), prefix);
  const five = serversOf(k3sStack({ overrides: { controlPlaneServers: 5 } }), prefix);
  expect(Object.keys(one)).toEqual(["fsn1-1"]);
  expect(Object.keys(five)).toEqual(["fsn1-1", "fsn1-2", "hel1-1", "nbg1-1", "nbg1-2"]);
  expect(servers["fsn1-1"]).toEqual(one["fsn1-1"]);
  expect(five).toMatchObject(servers);
});

test("no server has a public address", () => {
  for (const server of Object.values(servers)) {
    expect(server.public_net).toEqual([{ ipv4_enabled: false, ipv6_enabled: false }]);
  }
});

test("each has a fixed address of its own in the control plane's subnet", () => {
  expect(Object.values(servers).map(({ network }) => network)).toEqual(
    ["10.10.0.10", "10.10.0.12", "10.10.0.11"].map((ip) => [
      { network_id: reference("hcloud_network.network.id"), ip, alias_ips: [] },
    ]),
  );
});

test("in an existing network the addresses are of the subnet that is named for the control plane", () => {
  const stack = k3sStack({ network: existingNetwork });
  expect(Object.values(serversOf(stack, prefix)).map(({ network }) => network)).toEqual(
    ["10.10.64.10", "10.10.64.12", "10.10.64.11"].map((ip) => [{ network_id: "4711", ip, alias_ips: [] }]),
  );
  expect(stack.only("hcloud_load_balancer_network")).toMatchObject({
    subnet_id: "4711-10.10.64.0/24",
    ip: "10.10.64.2",
  });
});

test.each([true, false])(
  "deletionProtection %s is Hetzner's protection, and Terraform's",
  (deletionProtection) => {
    const stack = k3sStack({ cluster: { deletionProtection } });
    for (const server of Object.values(serversOf(stack, prefix))) {
      expect(server).toMatchObject({
        delete_protection: deletionProtection,
        rebuild_protection: deletionProtection,
        lifecycle: { prevent_destroy: deletionProtection },
      });
    }
  },
);

test("what is read at the first boot only replaces no member of etcd", () => {
  for (const server of Object.values(servers)) {
    expect(server.lifecycle).toMatchObject({ ignore_changes: ["user_data", "image", "ssh_keys"] });
  }
});

test("a server starts when its configuration is complete and the API's address is there", () => {
  expect(servers["fsn1-1"]?.depends_on).toEqual([
    "aws_s3_object.cluster_bucket_config_index",
    "hcloud_load_balancer_network.cluster_api_network",
  ]);
});

test("a server is found by its cluster and its role, and paid for by the environment's tags", () => {
  expect(servers["fsn1-1"]?.labels).toEqual({
    "hera-cluster": "acme-dev",
    "hera-role": "control-plane",
    team: "platform",
  });
});
