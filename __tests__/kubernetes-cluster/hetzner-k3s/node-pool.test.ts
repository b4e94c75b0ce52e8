import { type NodePoolInput, nodePoolSchema } from "../../../constructs/contract/node-pool";
import { autoscaledGroups } from "../../../constructs/kubernetes-cluster/hetzner-k3s/node-pool";
import { dataPool, spotPool, systemPool } from "../../examples";
import { reference } from "../../jsonencoded";
import { k3sStack, locations, serversOf } from "./k3s-stack";

const data: NodePoolInput = { ...dataPool, instanceTypes: ["cax41"], minNodes: 1 };
const dev = k3sStack({ cluster: { nodePools: [systemPool, spotPool, data] } });

function groupsOf(pool: NodePoolInput, pools: readonly NodePoolInput[] = [pool], zones = 3) {
  return autoscaledGroups({
    namePrefix: "acme-dev",
    pool: nodePoolSchema.parse(pool),
    pools: pools.map((one) => nodePoolSchema.parse(one)),
    zones: locations.slice(0, zones),
  });
}

test("Terraform makes the nodes that a pool always has, evenly in its locations", () => {
  expect(Object.keys(serversOf(dev, "cluster_pool-system"))).toEqual(["fsn1-1", "nbg1-1"]);
  expect(Object.keys(serversOf(dev, "cluster_pool-data"))).toEqual(["nbg1-1"]);
  expect(serversOf(dev, "cluster_pool-system")["nbg1-1"]).toMatchObject({
    name: "acme-dev-system-nbg1-1",
    location: "nbg1",
    image: "ubuntu-24.04",
  });
});

test.each([
  [{ minNodes: 2, maxNodes: 3 }, 3],
  [{ minNodes: 4, maxNodes: 9 }, 3],
  [{ minNodes: 0, maxNodes: 2 }, 2],
  [{ minNodes: 3, maxNodes: 3 }, 3],
  [{ minNodes: 1, maxNodes: 7 }, 1],
])(
  "with %j in %i locations, Terraform's nodes and the autoscaler's are never more than asked for",
  (figures, zones) => {
    const pool = { ...spotPool, ...figures };
    const stack = k3sStack({ zones, cluster: { nodePools: [systemPool, pool] } });
    const always = Object.keys(serversOf(stack, "cluster_pool-workload")).length;
    const further = groupsOf(pool, [pool], zones).reduce((sum, { maxNodes }) => sum + maxNodes, 0);
    expect(always).toBe(figures.minNodes);
    expect(always + further).toBe(figures.maxNodes);
  },
);

test("the autoscaler gets a group for each location that can grow, with the pool's kind of nodes", () => {
  expect(groupsOf(systemPool)).toEqual([
    {
      name: "acme-dev-system-hel1",
      location: "hel1",
      serverType: "ccx13",
      labels: { "hera/role": "system" },
      taints: [],
      reservedDiskGib: 30,
      maxNodes: 1,
    },
  ]);
  expect(groupsOf({ ...dataPool, instanceTypes: ["cax41"] })).toMatchObject([
    {
      name: "acme-dev-data-nbg1",
      serverType: "cax41",
      reservedDiskGib: 120,
      maxNodes: 2,
    },
  ]);
});

test("a pool's nodes in one location stand on different hosts, as many as a group takes", () => {
  const stack = k3sStack({
    zones: 1,
    cluster: { nodePools: [{ ...systemPool, minNodes: 12, maxNodes: 12 }] },
  });
  const groups = Object.values(serversOf(stack, "cluster_pool-system")).map(
    ({ placement_group_id }) => placement_group_id,
  );
  const group = (place: number) =>
    reference(`hcloud_placement_group.cluster_pool-system_placement-fsn1-${place}.id`);
  expect(groups.filter((one) => one === group(1))).toHaveLength(10);
  expect(groups.filter((one) => one === group(2))).toHaveLength(2);
  for (const placement of Object.values(stack.resources("hcloud_placement_group"))) {
    expect(placement.type).toBe("spread");
  }
});

test("nodes have no public address, and one of the workers' subnet, which is the last", () => {
  for (const server of Object.values(serversOf(dev, "cluster_pool-workload"))) {
    expect(server).toMatchObject({
      public_net: [{ ipv4_enabled: false, ipv6_enabled: false }],
      network: [{ network_id: reference("hcloud_network.network.id"), alias_ips: [] }],
    });
    expect(server.network).not.toEqual([expect.objectContaining({ ip: expect.anything() })]);
  }
});

test("on demand means processors of its own, spot shared ones, a named type itself", () => {
  const typeOf = (pool: string, key: string) => serversOf(dev, `cluster_pool-${pool}`)[key]?.server_type;
  expect(typeOf("system", "fsn1-1")).toBe("ccx13");
  expect(typeOf("workload", "fsn1-1")).toBe("cx43");
  expect(typeOf("data", "nbg1-1")).toBe("cax41");
});

test("what can't be changed of a node replaces it, and nothing else does", () => {
  expect(serversOf(dev, "cluster_pool-workload")["fsn1-1"]).toMatchObject({
    lifecycle: {
      ignore_changes: ["user_data", "image", "ssh_keys"],
      replace_triggered_by: ["terraform_data.cluster_pool-workload_made"],
    },
  });
  expect(dev.resource("terraform_data.cluster_pool-workload_made").input).toEqual({
    serverType: "cx43",
    labels: { "hera/role": "workload", "example.com/tier": "web" },
    taints: [],
    reservedDiskGib: 110,
  });
  expect(dev.resource("terraform_data.cluster_pool-data_made").input).toMatchObject({
    taints: [
      { key: "data", value: "", effect: "NoExecute" },
      { key: "soft", value: "yes", effect: "PreferNoSchedule" },
      { key: "hard", value: "yes", effect: "NoSchedule" },
    ],
  });
});

test("more nodes replace none, and so does a minor, which nodes are brought to while they run", () => {
  const more = k3sStack({ cluster: { nodePools: [{ ...systemPool, minNodes: 3 }, spotPool, data] } });
  const made = "terraform_data.cluster_pool-system_made";
  expect(more.resource(made)).toEqual(dev.resource(made));
  expect(serversOf(more, "cluster_pool-system")).toMatchObject(serversOf(dev, "cluster_pool-system"));
});

test("a system pool keeps workloads off where they have a pool of their own", () => {
  const made = "terraform_data.cluster_pool-system_made";
  expect(dev.resource(made).input).toMatchObject({
    taints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" }],
  });
  expect(k3sStack().resource(made).input).toMatchObject({ taints: [] });
});

test("a node can be told by its pool and its capacity", () => {
  expect(serversOf(dev, "cluster_pool-workload")["fsn1-1"]?.labels).toEqual({
    "hera-cluster": "acme-dev",
    "hera-role": "worker",
    "hera-pool": "workload",
    "hera-capacity": "spot",
    team: "platform",
  });
});

test("nodes wait for the API's address, and not for servers that may be replaced", () => {
  expect(serversOf(dev, "cluster_pool-system")["fsn1-1"]?.depends_on).toEqual([
    "hcloud_load_balancer_network.cluster_api_network",
  ]);
});
