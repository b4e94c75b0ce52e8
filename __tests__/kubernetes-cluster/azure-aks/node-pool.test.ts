import type { NodePoolInput } from "../../../constructs/contract/node-pool";
import { dataPool, spotPool, systemPool } from "../../examples";
import { reference } from "../../jsonencoded";
import { clusterOnAzure, subnetId } from "./cluster-on-azure";

const system: NodePoolInput = { ...systemPool, minNodes: 3, maxNodes: 5 };
const spot: NodePoolInput = { ...spotPool, name: "work-spot" };
const data: NodePoolInput = { ...dataPool, instanceTypes: ["Standard_E4pds_v5"] };
const stack = clusterOnAzure({ cluster: { nodePools: [spot, system, data] } });
const pool = (name: string, zone: string) =>
  stack.resource(`azurerm_kubernetes_cluster_node_pool.cluster_pool-${name}-${zone}`);
const first = stack.only("azurerm_kubernetes_cluster").default_node_pool;

test("every zone of a pool has an agent pool of its own, and the first system pool's first comes with the cluster", () => {
  expect(Object.keys(stack.resources("azurerm_kubernetes_cluster_node_pool")).sort()).toEqual([
    "cluster_pool-data-2",
    "cluster_pool-system-2",
    "cluster_pool-system-3",
    "cluster_pool-work-spot-1",
    "cluster_pool-work-spot-2",
    "cluster_pool-work-spot-3",
  ]);
  expect(first).toMatchObject({ name: "system1", zones: ["1"], vnet_subnet_id: subnetId("nodes-1") });
  expect(stack.outputs.nodePoolNames).toEqual({
    "work-spot": ["workspot1", "workspot2", "workspot3"],
    system: ["system1", "system2", "system3"],
    data: ["data2"],
  });
});

test("the first agent pool is like its pool's others", () => {
  expect(first).toEqual({
    name: "system1",
    temporary_name_for_rotation: "system1t",
    vm_size: "Standard_D2s_v5",
    zones: ["1"],
    vnet_subnet_id: subnetId("nodes-1"),
    orchestrator_version: "1.34",
    auto_scaling_enabled: true,
    node_count: 1,
    min_count: 1,
    max_count: 2,
    max_pods: 250,
    os_disk_size_gb: 50,
    node_labels: { "hera/role": "system" },
    node_network_profile: {
      application_security_group_ids: [reference("azurerm_application_security_group.cluster_nodes.id")],
      // Without a port the group would stay empty.
      allowed_host_ports: [{ port_start: 1, port_end: 1, protocol: "TCP" }],
    },
    only_critical_addons_enabled: true,
    upgrade_settings: { max_surge: "10%", drain_timeout_in_minutes: 30, node_soak_duration_in_minutes: 0 },
    tags: { team: "a" },
  });
  const { only_critical_addons_enabled, ...shared } = Object(first);
  expect(pool("system", "2")).toEqual({
    ...shared,
    name: "system2",
    temporary_name_for_rotation: "system2t",
    zones: ["2"],
    vnet_subnet_id: subnetId("nodes-2"),
    kubernetes_cluster_id: reference("azurerm_kubernetes_cluster.cluster_control-plane_cluster.id"),
    mode: "System",
    node_taints: ["CriticalAddonsOnly=true:NoSchedule"],
    lifecycle: { ignore_changes: ["node_count"] },
  });
});

test("a system pool alone takes workloads, too", () => {
  const alone = clusterOnAzure();
  expect(alone.only("azurerm_kubernetes_cluster").default_node_pool).toMatchObject({
    only_critical_addons_enabled: false,
  });
  for (const other of Object.values(alone.resources("azurerm_kubernetes_cluster_node_pool"))) {
    expect(other).toMatchObject({ mode: "System", node_taints: [] });
  }
});

test("a system pool's zone that may be empty is none of AKS' system pools, and takes what the others take", () => {
  const few = clusterOnAzure({ cluster: { nodePools: [{ ...system, minNodes: 2 }, spot] } });
  const inZone = (zone: string) =>
    few.resource(`azurerm_kubernetes_cluster_node_pool.cluster_pool-system-${zone}`);
  expect(inZone("2")).toMatchObject({ mode: "System", min_count: 1 });
  expect(inZone("3")).toMatchObject({
    mode: "User",
    min_count: 0,
    node_labels: { "hera/role": "system" },
    node_taints: ["CriticalAddonsOnly=true:NoSchedule"],
  });
});

test("zones share a pool's nodes, which the autoscaler then changes undisturbed", () => {
  const counts = ["1", "2", "3"].map((zone) => {
    const { node_count, min_count, max_count, auto_scaling_enabled, lifecycle } = pool("work-spot", zone);
    expect({ auto_scaling_enabled, lifecycle }).toEqual({
      auto_scaling_enabled: true,
      lifecycle: { ignore_changes: ["node_count"] },
    });
    return [node_count, min_count, max_count];
  });
  expect(counts).toEqual([
    [1, 1, 3],
    [0, 0, 3],
    [0, 0, 3],
  ]);
  expect(stack.only("azurerm_kubernetes_cluster").auto_scaler_profile).toEqual({
    balance_similar_node_groups: true,
  });
});

test("spot nodes carry the marks that Azure puts on them, and are upgraded without others beside them", () => {
  expect(pool("work-spot", "1")).toMatchObject({
    priority: "Spot",
    eviction_policy: "Delete",
    spot_max_price: -1,
    node_labels: {
      "hera/role": "workload",
      "example.com/tier": "web",
      "kubernetes.azure.com/scalesetpriority": "spot",
    },
    node_taints: ["kubernetes.azure.com/scalesetpriority=spot:NoSchedule"],
  });
  expect(pool("work-spot", "1")).not.toHaveProperty("upgrade_settings");
});

test("other nodes are on demand", () => {
  expect(pool("data", "2")).not.toHaveProperty("priority");
  expect(pool("data", "2")).not.toHaveProperty("eviction_policy");
  expect(pool("data", "2")).toMatchObject({ upgrade_settings: { max_surge: "10%" } });
});

test("a pool's own type, disk, taints and zones are what it says", () => {
  expect(pool("data", "2")).toMatchObject({
    vm_size: "Standard_E4pds_v5",
    os_disk_size_gb: 200,
    mode: "User",
    node_taints: ["data=:NoExecute", "soft=yes:PreferNoSchedule", "hard=yes:NoSchedule"],
  });
});

test("no node has a public address", () => {
  const pools = [first, ...Object.values(stack.resources("azurerm_kubernetes_cluster_node_pool"))];
  for (const one of pools) {
    expect(one).not.toHaveProperty("node_public_ip_enabled");
    expect(one).not.toHaveProperty("node_public_ip_prefix_id");
  }
});

test("a zone without a subnet is told", () => {
  expect(() => clusterOnAzure({ network: { privateSubnetIdsByZone: { 1: subnetId("nodes-1") } } })).toThrow(
    "The network has no private subnet in 2.",
  );
});
