import type { Capabilities } from "../../contract/capabilities";

/** What EKS, in a VPC of Hera's own or in an existing one, can honour. */
export const awsEksCapabilities: Capabilities = {
  // https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
  minimumZones: 2,
  natModes: ["none", "single", "per-zone"],
  podCidr: true,
  privateServiceAccess: true,
  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
  logRetentionDays: [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
  ],
  upgradeChannels: ["standard", "extended"],
  endpointAccesses: ["private", "public-restricted"],
  // Every EKS control plane spans zones; there is no cheaper one that doesn't.
  controlPlaneHa: [true],
  secretsEncryption: ["customer-key", "provider-key"],
  // EKS upgrades a control plane when Terraform asks, not within a window.
  maintenanceWindow: false,
  capacityTypes: { system: ["on-demand", "spot"], workload: ["on-demand", "spot"] },
  architectures: ["amd64", "arm64"],
};
