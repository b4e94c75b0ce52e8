import { natSelector } from "../../../constructs/network/hetzner/names";
import { reference } from "../../jsonencoded";
import { networkStack } from "./network-on-hetzner";

const single = networkStack({ natMode: "single" });
const pair = networkStack({ natMode: "per-zone" });
const host = (location: string) => `hcloud_server.network_nat_host-${location}_server`;
const ssh = {
  authorizedCidrs: ["198.51.100.0/24"],
  publicKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcMe ada"],
};

test("a single NAT is one server in the first location, at an address that outlives it", () => {
  expect(Object.keys(single.resources("hcloud_server"))).toEqual(["network_nat_host-fsn1_server"]);
  expect(single.only("hcloud_primary_ip")).toMatchObject({
    auto_delete: false,
    location: "fsn1",
    type: "ipv4",
  });
  expect(single.outputs.egressIps).toEqual([
    reference("hcloud_primary_ip.network_nat_host-fsn1_address.ip_address"),
  ]);
  expect(single.resources("hcloud_floating_ip")).toEqual({});
  expect(single.only("hcloud_server").user_data).not.toContain("hcloud_token");
});

test("per-zone is two servers in two locations, and a floating IP that all traffic comes from", () => {
  expect(Object.values(pair.resources("hcloud_server")).map(({ location }) => location)).toEqual([
    "fsn1",
    "nbg1",
  ]);
  expect(pair.only("hcloud_floating_ip")).toMatchObject({ type: "ipv4", home_location: "fsn1" });
  expect(pair.resource(host("fsn1")).user_data).toContain("PEER_ADDRESS=10.10.64.3");
  expect(pair.resource(host("nbg1")).user_data).toContain("PEER_ADDRESS=10.10.64.2");
  for (const location of ["fsn1", "nbg1"]) {
    const { user_data: userData } = pair.resource(host(location));
    expect(userData).toMatch(/NAT_ADDRESS=", hcloud_floating_ip\.network_nat_floating-ip\.ip_address, /);
    expect(userData).toContain("hera-nat-failover.timer");
  }
});

test.each([single, pair])("everything leaves by the first host until one takes over from it", (stack) => {
  expect(stack.only("hcloud_network_route")).toMatchObject({
    destination: "0.0.0.0/0",
    gateway: "10.10.64.2",
    lifecycle: { ignore_changes: ["gateway"] },
  });
  const [first] = Object.values(stack.resources("hcloud_server"));
  expect(first).toMatchObject({
    network: [{ ip: "10.10.64.2", alias_ips: [] }],
    depends_on: ["hcloud_network_route.network_nat_route"],
  });
});

test("the hosts are behind a firewall from the start, which lets nothing in", () => {
  expect(single.only("hcloud_firewall")).not.toHaveProperty("rule");
  for (const server of Object.values(pair.resources("hcloud_server"))) {
    expect(server.firewall_ids).toEqual([reference("hcloud_firewall.network_nat_firewall.id")]);
    expect(server.public_net).toMatchObject([{ ipv6_enabled: false }]);
  }
});

test("administrators' shells come in from their own addresses only, with their own keys", () => {
  const stack = networkStack({}, 3, { ssh });
  expect(stack.resource("hcloud_firewall.network_nat_shells")).toMatchObject({
    rule: [
      {
        description: "Shells of administrators",
        direction: "in",
        protocol: "tcp",
        port: "22",
        source_ips: ssh.authorizedCidrs,
      },
    ],
    apply_to: [{ label_selector: natSelector("acme-dev") }],
  });
  expect(stack.only("hcloud_server").user_data).toContain(ssh.publicKeys[0]);
  expect(single.only("hcloud_server").user_data).not.toContain("ssh_authorized_keys");
});

test("taking shells away takes a firewall away, because the provider would leave its last rule", () => {
  const shut = single.resource("hcloud_firewall.network_nat_firewall");
  expect(networkStack({}, 3, { ssh }).resource("hcloud_firewall.network_nat_firewall")).toEqual(shut);
  expect(Object.keys(single.resources("hcloud_firewall"))).toEqual(["network_nat_firewall"]);
});

test("further firewalls find the hosts by a label", () => {
  const [key = "", value] = natSelector("acme-dev").split("=");
  for (const server of Object.values(pair.resources("hcloud_server"))) {
    expect(server.labels).toEqual({ project: "acme", environment: "dev", [key]: value });
  }
});

test("connections to the API's port go on to its load balancer's fixed address", () => {
  expect(single.only("hcloud_server").user_data).toContain("API_ADDRESS=10.10.0.2");
});

test("secrets are in files of root's own", () => {
  const userData = String(pair.resource(host("fsn1")).user_data);
  for (const name of ["hcloud-api", "object-storage"]) {
    expect(userData).toContain(`path: /etc/hera/${name}\n    permissions: "0600"`);
  }
  expect(userData).toContain('"oauth2-bearer = ", var.hcloud_token, ');
});
