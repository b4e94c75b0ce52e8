import type { Capabilities } from "../../contract/capabilities";
import { workloadPermissions } from "../../contract/workload-identity";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const logGroupRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** What EKS, in a VPC of Hera's own or in an existing one, can honour. */
export const awsEksCapabilities: Capabilities = {
  accountFields: ["deployRole", "dnsZoneIds"],
  // https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
  minimumZones: 2,
  natModes: ["none", "single", "per-zone"],
  // Custom networking of the VPC CNI needs subnets that Hera knows, which an existing network doesn't name.
  podCidr: { new: true, existing: false },
  defaultPodCidr: undefined,
  subnetPerZone: true,
  namedRanges: false,
  privateServiceAccess: true,
  flowLogRetentionDays: logGroupRetentionDays,
  controlPlaneLogRetentionDays: logGroupRetentionDays,
  // https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
  kubernetesVersions: ["1.32", "1.33", "1.34", "1.35", "1.36"],
  endOfSupport: { "1.32": "2026-03-23", "1.33": "2026-07-29", "1.34": "2026-12-02", "1.35": "2027-03-27" },
  upgradeChannels: ["standard", "extended"],
  endpointAccesses: ["private", "public-restricted"],
  // Every EKS control plane spans zones; there is no cheaper one that doesn't.
  controlPlaneHa: [true],
  secretsEncryption: ["customer-key", "provider-key"],
  // EKS upgrades a control plane when Terraform asks, not within a window.
  maintenanceWindowHours: [],
  capacityTypes: { system: ["on-demand", "spot"], workload: ["on-demand", "spot"] },
  architectures: ["amd64", "arm64"],
  // https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
  instanceTypesPerPool: { minimum: 1, maximum: 20 },
  // The smallest disk of Amazon Linux 2023's image, and the largest gp3 volume that every Region has.
  diskSizeGb: { minimum: 20, maximum: 16384 },
  encryptedDisks: true,
  workloadPermissions,
};
