import { spotPool, systemPool } from "../../examples";
import { k3sStack } from "./k3s-stack";

const nodes = "hcloud_firewall.cluster_firewalls_nodes";
const endpoint = "hcloud_firewall.cluster_firewalls_endpoint";

test("the nodes' firewall lets nothing in, and finds all of the cluster's servers by their label", () => {
  const stack = k3sStack({ cluster: { nodePools: [systemPool, spotPool] } });
  const { rule, apply_to } = stack.resource(nodes);
  expect(rule).toBeUndefined();
  expect(apply_to).toEqual([{ label_selector: "hera-cluster=acme-dev" }]);
  for (const server of Object.values(stack.resources("hcloud_server"))) {
    expect(server.labels).toMatchObject({ "hera-cluster": "acme-dev" });
  }
});

test("the autoscaler gives its servers the same label", () => {
  const stack = k3sStack({ cluster: { nodePools: [systemPool, spotPool] } });
  const [autoscaler] = Object.values(stack.resources("aws_s3_object")).filter(({ key }) =>
    String(key).endsWith("hera-autoscaler.yaml"),
  );
  const labels = /"serverLabels.{0,80}/.exec(String(autoscaler?.content).replaceAll("\\", ""));
  expect(labels?.[0]).toContain('"hera-cluster":"acme-dev","hera-role":"worker"');
});

test("no server has a firewall of its own, which Hetzner refuses without a public address", () => {
  for (const server of Object.values(k3sStack().resources("hcloud_server"))) {
    expect(server.firewall_ids).toBeUndefined();
  }
});

test("a private API is opened to nobody", () => {
  expect(Object.keys(k3sStack().resources("hcloud_firewall"))).toEqual(["cluster_firewalls_nodes"]);
});

test("a public one is opened on the NAT hosts, for the authorized blocks and the API's port alone", () => {
  const authorizedCidrs = ["198.51.100.0/24", "203.0.113.7/32"];
  const stack = k3sStack({ cluster: { endpointAccess: "public-restricted", authorizedCidrs } });
  expect(stack.resource(endpoint)).toMatchObject({
    rule: [{ direction: "in", protocol: "tcp", port: "6443", source_ips: authorizedCidrs }],
    apply_to: [{ label_selector: "hera-nat=acme-dev" }],
  });
});
