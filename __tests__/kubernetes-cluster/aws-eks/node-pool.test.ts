import type { NodePoolInput } from "../../../constructs/contract/node-pool";
import { dataPool, exampleEnvironment, exampleProject, spotPool, systemPool, zones } from "../../examples";
import { reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const data: NodePoolInput = { ...dataPool, instanceTypes: ["r7g.large"] };

const app = synthesize(exampleProject({ tags: { "cost-center": "42" } }), [
  exampleEnvironment("dev", { zones: 3, cluster: { nodePools: [systemPool, spotPool, data] } }),
  exampleEnvironment("alone", { cluster: { nodePools: [{ ...systemPool, size: "large" }] } }),
  exampleEnvironment("few", {
    zones: 3,
    cluster: { nodePools: [{ ...systemPool, minNodes: 1, maxNodes: 2 }] },
  }),
]);
const dev = stackOf(app, "dev");
const groupAddress = (pool: string, zone: string) =>
  `aws_eks_node_group.cluster_pool-${pool}_node-group-${zone}`;
const groupsOf = (pool: string) =>
  dev.addresses
    .filter((address) => address.startsWith(`aws_eks_node_group.cluster_pool-${pool}_`))
    .map((address) => dev.resource(address));
/** What is the same in all groups of a pool. */
const nodeGroup = (pool: string) => {
  const [first, ...others] = groupsOf(pool).map(
    ({ node_group_name_prefix, scaling_config, subnet_ids, ...common }) => common,
  );
  if (first === undefined) throw new Error(`${pool} has no group`);
  for (const other of others) expect(other).toEqual(first);
  return first;
};
const launchTemplate = (pool: string) =>
  dev.resource(`aws_launch_template.cluster_pool-${pool}_launch-template`);

test("a pool is managed node groups of the cluster's version", () => {
  expect(nodeGroup("system")).toMatchObject({
    cluster_name: reference("aws_eks_cluster.cluster_control-plane_cluster.name"),
    node_role_arn: reference("aws_iam_role.cluster_node-identity_role.arn"),
    version: "1.35",
  });
});

test("a size means several types of the pool's architecture, its own types mean themselves", () => {
  expect(nodeGroup("workload")).toMatchObject({
    instance_types: ["m6i.xlarge", "m6a.xlarge", "m5.xlarge", "m5a.xlarge"],
    ami_type: "AL2023_x86_64_STANDARD",
  });
  expect(nodeGroup("data")).toMatchObject({
    instance_types: ["r7g.large"],
    ami_type: "AL2023_ARM_64_STANDARD",
  });
});

test("capacity is on demand unless the pool says spot", () => {
  expect(nodeGroup("system").capacity_type).toBe("ON_DEMAND");
  expect(nodeGroup("workload").capacity_type).toBe("SPOT");
});

test.each([
  ["workload", zones],
  ["data", ["eu-west-1b"]],
])("the pool %s has a group in each of its zones, in the zone's private subnet alone", (pool, own) => {
  expect(groupsOf(pool)).toHaveLength(own.length);
  for (const zone of own) {
    expect(dev.resource(groupAddress(pool, zone)).subnet_ids).toEqual([
      reference(`aws_subnet.network_subnets_private-${zone}.id`),
    ]);
  }
});

test("a zone that gets no node of a pool has no group of it", () => {
  const groups = Object.keys(stackOf(app, "few").resources("aws_eks_node_group"));
  expect(groups).toEqual([
    "cluster_pool-system_node-group-eu-west-1a",
    "cluster_pool-system_node-group-eu-west-1b",
  ]);
});

test("nodes carry their pool's labels and its role", () => {
  expect(nodeGroup("workload").labels).toEqual({
    "hera/role": "workload",
    "example.com/tier": "web",
  });
});

test("taints come in EKS' words", () => {
  expect(nodeGroup("workload").taint).toEqual([]);
  expect(nodeGroup("data").taint).toEqual([
    { key: "data", value: "", effect: "NO_EXECUTE" },
    { key: "soft", value: "yes", effect: "PREFER_NO_SCHEDULE" },
    { key: "hard", value: "yes", effect: "NO_SCHEDULE" },
  ]);
});

test("a system pool keeps workloads off where they have a pool of their own", () => {
  expect(nodeGroup("system").taint).toEqual([
    { key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" },
  ]);
  const alone = Object.values(stackOf(app, "alone").resources("aws_eks_node_group"));
  expect(alone.map((group) => group.taint)).toEqual([[], []]);
});

test("a pool starts at its least size, which the autoscaler then changes undisturbed", () => {
  expect(groupsOf("workload").map((group) => group.scaling_config)).toEqual([
    { min_size: 1, max_size: 3, desired_size: 1 },
    { min_size: 0, max_size: 3, desired_size: 0 },
    { min_size: 0, max_size: 3, desired_size: 0 },
  ]);
  expect(groupsOf("system").map((group) => group.scaling_config)).toEqual([
    { min_size: 1, max_size: 1, desired_size: 1 },
    { min_size: 1, max_size: 1, desired_size: 1 },
    { min_size: 0, max_size: 1, desired_size: 0 },
  ]);
  expect(groupsOf("data").map((group) => group.scaling_config)).toEqual([
    { min_size: 0, max_size: 2, desired_size: 0 },
  ]);
  expect(nodeGroup("workload")).toMatchObject({
    lifecycle: { ignore_changes: ["scaling_config[0].desired_size"] },
  });
});

test("a third of the nodes is updated at once, and a replaced group outlives its successor's start", () => {
  expect(nodeGroup("workload")).toMatchObject({
    update_config: { max_unavailable_percentage: 33 },
    lifecycle: { create_before_destroy: true },
  });
  expect(groupsOf("workload").map((group) => group.node_group_name_prefix)).toEqual([
    "workload-1a-",
    "workload-1b-",
    "workload-1c-",
  ]);
});

test("the longest pool's name leaves Terraform room for the 26 characters that it adds to a group's", () => {
  const nodePools = [{ ...systemPool, name: "p".repeat(32) }];
  const stack = stackOf(
    synthesize(exampleProject(), [exampleEnvironment("dev", { cluster: { nodePools } })]),
    "dev",
  );
  const prefixes = Object.values(stack.resources("aws_eks_node_group")).map(
    (group) => group.node_group_name_prefix,
  );
  expect(prefixes).toEqual(["1a", "1b"].map((zone) => `${"p".repeat(32)}-${zone}-`));
  for (const prefix of prefixes) expect(String(prefix).length).toBeLessThanOrEqual(63 - 26);
});

test("every pool uses its own launch template, at its latest version", () => {
  for (const pool of ["system", "workload", "data"]) {
    expect(nodeGroup(pool).launch_template).toEqual({
      id: reference(`aws_launch_template.cluster_pool-${pool}_launch-template.id`),
      version: reference(`aws_launch_template.cluster_pool-${pool}_launch-template.latest_version`),
    });
    expect(launchTemplate(pool)).toMatchObject({ name: `acme-dev/${pool}`, update_default_version: true });
  }
});

test("a node's credentials need IMDSv2 and don't reach its pods", () => {
  expect(launchTemplate("workload").metadata_options).toEqual({
    http_endpoint: "enabled",
    http_tokens: "required",
    http_put_response_hop_limit: 1,
  });
});

test("disks are encrypted gp3 of the size asked for, and go with their node", () => {
  const disk = (size: number) => [
    {
      device_name: "/dev/xvda",
      ebs: { volume_type: "gp3", volume_size: size, encrypted: "true", delete_on_termination: "true" },
    },
  ];
  expect(launchTemplate("workload").block_device_mappings).toEqual(disk(50));
  expect(launchTemplate("data").block_device_mappings).toEqual(disk(200));
});

test("nodes stand behind the nodes' firewall alone", () => {
  expect(launchTemplate("workload")).toMatchObject({
    vpc_security_group_ids: [reference("aws_security_group.cluster_firewall_node.id")],
  });
  expect(launchTemplate("workload")).not.toHaveProperty("network_interfaces");
});

test("machines, disks and interfaces carry the tags that default tags don't reach", () => {
  const tags = {
    "cost-center": "42",
    project: "acme",
    environment: "dev",
    owner: "platform",
    "managed-by": "hera",
    Name: "acme-dev/workload",
  };
  expect(launchTemplate("workload").tag_specifications).toEqual(
    ["instance", "volume", "network-interface"].map((resource_type) => ({ resource_type, tags })),
  );
});
