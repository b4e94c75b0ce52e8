import { defineEnvironment } from "../constructs/contract/environment";

/**
 * Cheap, and gone in the evening if you like: one NAT gateway, workloads on spot nodes, a week of logs, no deletion
 * protection. The system pool is on demand, because not every cloud runs what a cluster needs on spot nodes.
 */
export const dev = defineEnvironment({
  name: "dev",
  cloud: "aws",
  zones: 2,
  network: {
    cidr: "10.10.0.0/16",
    natMode: "single",
    flowLogs: { retentionDays: 7 },
  },
  kubernetesCluster: {
    kubernetesVersion: "1.35",
    controlPlaneLogs: { retentionDays: 7 },
    deletionProtection: false,
    nodePools: [
      { name: "system", role: "system", size: "small", capacityType: "on-demand", minNodes: 2, maxNodes: 3 },
      { name: "workload", role: "workload", size: "medium", capacityType: "spot", minNodes: 1, maxNodes: 6 },
    ],
  },
  platform: {
    domain: "dev.example.com",
    gitops: { repoUrl: "https://github.com/example/platform.git", revision: "main" },
    features: { "example-application": true },
  },
});
