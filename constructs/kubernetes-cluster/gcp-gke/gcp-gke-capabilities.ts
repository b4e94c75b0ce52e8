import type { Capabilities } from "../../contract/capabilities";
import { workloadPermissions } from "../../contract/workload-identity";
import { endOfSupport, kubernetesVersions } from "./kubernetes-versions";

/** https://docs.cloud.google.com/logging/docs/buckets#custom-retention */
const logBucketRetentionDays = { minimum: 1, maximum: 3650 };

/** What GKE, in a VPC of Hera's own or in an existing one, can honour. */
export const gcpGkeCapabilities: Capabilities = {
  accountFields: ["deployRole", "dnsZoneIds"],
  minimumZones: 1,
  natModes: ["none", "single", "per-zone"],
  podCidr: { new: true, existing: true },
  // Shared address space, which VPCs take for pods: https://docs.cloud.google.com/vpc/docs/subnets#valid-ranges
  defaultPodCidr: "100.64.0.0/16",
  subnetPerZone: false,
  namedRanges: true,
  privateServiceAccess: true,
  flowLogRetentionDays: logBucketRetentionDays,
  controlPlaneLogRetentionDays: logBucketRetentionDays,
  kubernetesVersions,
  endOfSupport,
  upgradeChannels: ["standard", "extended"],
  endpointAccesses: ["private", "public-restricted"],
  controlPlaneHa: [true, false],
  secretsEncryption: ["customer-key", "provider-key"],
  // GKE wants 48 hours in every 32 days, in which a weekly window comes four times.
  maintenanceWindowHours: { minimum: 12, maximum: 24 },
  capacityTypes: { system: ["on-demand", "spot"], workload: ["on-demand", "spot"] },
  architectures: ["amd64", "arm64"],
  instanceTypesPerPool: [1],
  // All that the contract knows: nodes can boot from 10 to 65536 GiB.
  // https://docs.cloud.google.com/kubernetes-engine/docs/how-to/custom-boot-disks
  diskSizeGb: { minimum: 20, maximum: 16384 },
  encryptedDisks: true,
  // GKE scales its node pools itself.
  workloadPermissions: workloadPermissions.filter((permission) => permission !== "autoscaler"),
};
