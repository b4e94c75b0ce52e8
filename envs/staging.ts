import { defineEnvironment } from "../constructs/contract/environment";

/** Production's shape at a smaller size, so that what passes here passes there. */
export const staging = defineEnvironment({
  name: "staging",
  cloud: "aws",
  zones: 3,
  network: {
    cidr: "10.20.0.0/16",
    podCidr: "100.64.0.0/16",
    natMode: "per-zone",
    flowLogs: { retentionDays: 30 },
    privateServiceAccess: true,
  },
  kubernetesCluster: {
    kubernetesVersion: "1.35",
    controlPlaneLogs: { retentionDays: 30 },
    deletionProtection: true,
    nodePools: [
      { name: "system", role: "system", size: "small", capacityType: "on-demand", minNodes: 3, maxNodes: 6 },
      { name: "workload", role: "workload", size: "medium", capacityType: "spot", minNodes: 3, maxNodes: 9 },
    ],
  },
  platform: {
    domain: "staging.example.com",
    gitops: { repoUrl: "https://github.com/example/platform.git", revision: "main" },
  },
});
