import { exampleEnvironment, exampleProject } from "../../examples";
import { reference } from "../../jsonencoded";
import { type Arguments, stackOf, synthesize } from "../../synthesized";

const app = synthesize(exampleProject(), [
  exampleEnvironment("dev", { network: { privateServiceAccess: true } }),
]);
const dev = stackOf(app, "dev");
const controlPlane = reference("aws_security_group.cluster_firewall_control-plane.id");
const nodes = reference("aws_security_group.cluster_firewall_node.id");

const ingress = Object.entries(dev.resources("aws_vpc_security_group_ingress_rule"))
  .filter(([name]) => name.startsWith("cluster_"))
  .map(([, rule]) => rule);

/** What may come from one group to another: `tcp 443`, or `all`. */
function passages(from: string, to: string): string[] {
  const passage = ({ ip_protocol, from_port, to_port }: Arguments) =>
    ip_protocol === "-1" ? "all" : `${ip_protocol} ${from_port}${to_port === from_port ? "" : `-${to_port}`}`;
  return ingress
    .filter((rule) => rule.referenced_security_group_id === from && rule.security_group_id === to)
    .map(passage);
}

test("nodes reach the API server, and only it, on the control plane", () => {
  expect(passages(nodes, controlPlane)).toEqual(["tcp 443"]);
});

test("the control plane reaches the kubelet, webhooks and metrics on nodes", () => {
  expect(passages(controlPlane, nodes).sort()).toEqual([
    "tcp 10250",
    "tcp 10251",
    "tcp 443",
    "tcp 4443",
    "tcp 6443",
    "tcp 8443",
    "tcp 9443",
  ]);
});

test("nodes reach each other", () => {
  expect(passages(nodes, nodes)).toEqual(["all"]);
});

test("nothing comes in from an address", () => {
  expect(ingress).toHaveLength(9);
  for (const rule of ingress) expect(rule).not.toHaveProperty("cidr_ipv4");
});

test("only nodes call out, wherever the network's routes lead", () => {
  expect(dev.only("aws_vpc_security_group_egress_rule")).toMatchObject({
    security_group_id: nodes,
    ip_protocol: "-1",
    cidr_ipv4: "0.0.0.0/0",
  });
});

test("no security group carries the cluster's tag, whose second bearer breaks load balancers", () => {
  expect(Object.keys(dev.resources("aws_security_group"))).toHaveLength(3);
  for (const group of Object.values(dev.resources("aws_security_group"))) {
    expect(JSON.stringify(group.tags)).not.toContain("kubernetes.io/cluster");
  }
  expect(dev.text).not.toContain("kubernetes.io/cluster/");
});

test("the nodes' group is an output", () => {
  expect(dev.outputs.nodeSecurityGroupId).toBe(nodes);
});
