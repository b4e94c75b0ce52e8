import type { NodePoolInput } from "../../../constructs/contract/node-pool";
import { dataPool, spotPool, systemPool } from "../../examples";
import { reference } from "../../jsonencoded";
import { gkeStack, zones } from "./gke-stack";

const data: NodePoolInput = { ...dataPool, instanceTypes: ["c4a-highmem-4"] };

const dev = gkeStack({ cluster: { nodePools: [systemPool, spotPool, data] } });
const poolOf = (name: string, stack = dev) =>
  stack.resource(`google_container_node_pool.cluster_pool-${name}_pool`);

test("a pool is one node pool of the cluster, named as an import names it", () => {
  expect(poolOf("system")).toMatchObject({
    project: "acme-platform",
    cluster: reference("google_container_cluster.cluster_control-plane_cluster.name"),
    location: reference("google_container_cluster.cluster_control-plane_cluster.location"),
    node_locations: [...zones],
  });
});

test("a size means a type of the pool's architecture, its own type means itself, each with a disk that it takes", () => {
  expect(poolOf("workload").node_config).toMatchObject({
    machine_type: "e2-standard-4",
    disk_type: "pd-balanced",
    disk_size_gb: 50,
  });
  expect(poolOf("data").node_config).toMatchObject({
    machine_type: "c4a-highmem-4",
    disk_type: "hyperdisk-balanced",
    disk_size_gb: 200,
  });
});

test("a pool's name says what can't be changed of it, so that a new pool starts before the old one goes", () => {
  expect(["system", "workload", "data"].map((name) => poolOf(name).name)).toEqual([
    "system",
    "workload-spot",
    "data-arm64",
  ]);
  expect(poolOf("workload")).toMatchObject({ lifecycle: { create_before_destroy: true } });
});

test("capacity is on demand unless the pool says spot, which is taken wherever it is", () => {
  expect(poolOf("system")).toMatchObject({
    node_config: { spot: false },
    autoscaling: { location_policy: "BALANCED" },
  });
  expect(poolOf("workload")).toMatchObject({
    node_config: { spot: true },
    autoscaling: { location_policy: "ANY" },
  });
});

test("the autoscaler keeps exactly to the pool's figures, in all zones together", () => {
  expect(poolOf("workload").autoscaling).toMatchObject({ total_min_node_count: 1, total_max_node_count: 9 });
  expect(poolOf("data").autoscaling).toMatchObject({ total_min_node_count: 0, total_max_node_count: 2 });
  expect(poolOf("workload")).toMatchObject({ lifecycle: { ignore_changes: ["initial_node_count"] } });
});

test.each([
  [{ minNodes: 2, maxNodes: 3 }, 3, 1],
  [{ minNodes: 0, maxNodes: 9 }, 3, 0],
  [{ minNodes: 4, maxNodes: 9 }, 3, 2],
  [{ minNodes: 4, maxNodes: 5 }, 3, 1],
  [{ minNodes: 2, maxNodes: 2 }, 2, 1],
])(
  "a pool with %j starts in %i zones with %i nodes in each, and never with more than it may have",
  (figures, zoneCount, each) => {
    const pool = poolOf("system", gkeStack({ cluster: { nodePools: [{ ...systemPool, ...figures }] } }));
    expect(pool.node_locations).toEqual(zones.slice(0, zoneCount));
    expect(pool.initial_node_count).toBe(each);
  },
);

test("a pool stays in its own zones", () => {
  expect(poolOf("data").node_locations).toEqual(["europe-west3-b"]);
});

test("nodes are repaired and upgraded by GKE, one more at a time and never one less", () => {
  expect(poolOf("system")).toMatchObject({
    management: { auto_repair: true, auto_upgrade: true },
    upgrade_settings: { strategy: "SURGE", max_surge: 1, max_unavailable: 0 },
  });
});

test("nodes catch up with the control plane's minor, and no version fights GKE's own upgrades of patches", () => {
  const pools = "google_container_cluster.cluster_control-plane_cluster.node_pool[*]";
  const version = `lookup(zipmap(${pools}.name, ${pools}.version), "workload-spot", "1.35")`;
  expect(poolOf("workload").version).toBe(
    reference(`(try(tonumber(element(split(".", ${version}), 1)), 35) < 35) ? "-" : null`),
  );
});

test("nodes boot what is signed, and give pods no token of their own", () => {
  for (const name of ["system", "workload", "data"]) {
    expect(poolOf(name).node_config).toMatchObject({
      image_type: "COS_CONTAINERD",
      service_account: reference("google_service_account.cluster_node-identity_account.email"),
      shielded_instance_config: { enable_secure_boot: true, enable_integrity_monitoring: true },
      workload_metadata_config: { mode: "GKE_METADATA" },
      metadata: { "disable-legacy-endpoints": "true" },
    });
  }
});

test("firewall rules find nodes by the network's tag, and bills by the environment's", () => {
  expect(poolOf("system").node_config).toMatchObject({
    tags: ["acme-dev-node"],
    resource_labels: { team: "platform" },
  });
});

test("nodes carry their pool's labels and its role", () => {
  expect(poolOf("workload").node_config).toMatchObject({
    labels: { "hera/role": "workload", "example.com/tier": "web" },
  });
});

test("taints come in GKE's words, and a system pool keeps workloads off where they have a pool of their own", () => {
  expect(poolOf("data").node_config).toMatchObject({
    taint: [
      { key: "data", value: "", effect: "NO_EXECUTE" },
      { key: "soft", value: "yes", effect: "PREFER_NO_SCHEDULE" },
      { key: "hard", value: "yes", effect: "NO_SCHEDULE" },
    ],
  });
  expect(poolOf("system").node_config).toMatchObject({
    taint: [{ key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" }],
  });
  expect(poolOf("system", gkeStack()).node_config).toMatchObject({ taint: [] });
});

test("nodes wait for their identity's grants", () => {
  expect(poolOf("system").depends_on).toEqual([
    "google_project_iam_member.cluster_node-identity_node",
    "google_project_iam_member.cluster_node-identity_images",
  ]);
});
