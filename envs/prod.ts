import { defineEnvironment } from "../constructs/contract/environment";

/** Outlives the loss of a zone, keeps a year of logs, and can't be destroyed by accident. */
export const prod = defineEnvironment({
  name: "prod",
  cloud: "aws",
  zones: 3,
  network: {
    cidr: "10.30.0.0/16",
    podCidr: "100.64.0.0/16",
    natMode: "per-zone",
    flowLogs: { retentionDays: 365 },
    privateServiceAccess: true,
  },
  kubernetesCluster: {
    kubernetesVersion: "1.35",
    controlPlaneLogs: { retentionDays: 365 },
    deletionProtection: true,
    nodePools: [
      { name: "system", role: "system", size: "medium", capacityType: "on-demand", minNodes: 3, maxNodes: 6 },
      {
        name: "workload",
        role: "workload",
        size: "large",
        capacityType: "on-demand",
        minNodes: 3,
        maxNodes: 12,
      },
      {
        name: "batch",
        role: "workload",
        size: "large",
        capacityType: "spot",
        architecture: "arm64",
        minNodes: 0,
        maxNodes: 12,
      },
    ],
  },
  platform: {
    domain: "example.com",
    gitops: { repoUrl: "https://github.com/example/platform.git", revision: "v0.1.0" },
  },
});
