import type { Capabilities } from "../../contract/capabilities";
import { workloadPermissions } from "../../contract/workload-identity";

/** What AKS, in a network of Hera's own or in an existing one, can honour. */
export const azureAksCapabilities: Capabilities = {
  // The provider acts as the identity that runs it, and can assume no other.
  accountFields: ["tenant", "dnsZoneIds"],
  minimumZones: 1,
  // A cluster without any way out needs a registry of its own to start from.
  // https://learn.microsoft.com/azure/aks/concepts-network-isolated
  natModes: ["single", "per-zone"],
  podCidr: { new: true, existing: true },
  // Pods' addresses exist within the cluster only: https://learn.microsoft.com/azure/aks/azure-cni-overlay
  defaultPodCidr: "100.64.0.0/16",
  subnetPerZone: false,
  namedRanges: false,
  privateServiceAccess: true,
  // https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview
  flowLogRetentionDays: { minimum: 1, maximum: 365 },
  // What a table keeps for queries: https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure
  controlPlaneLogRetentionDays: { minimum: 4, maximum: 730 },
  // Those of both channels; older ones have long-term support alone.
  // https://learn.microsoft.com/azure/aks/supported-kubernetes-versions
  kubernetesVersions: ["1.34", "1.35", "1.36"],
  // Azure announces months, not days.
  endOfSupport: {},
  upgradeChannels: ["standard", "extended"],
  endpointAccesses: ["private", "public-restricted"],
  controlPlaneHa: [true, false],
  secretsEncryption: ["customer-key", "provider-key"],
  // https://learn.microsoft.com/azure/aks/planned-maintenance
  maintenanceWindowHours: { minimum: 4, maximum: 24 },
  // https://learn.microsoft.com/azure/aks/spot-node-pool#limitations
  capacityTypes: { system: ["on-demand"], workload: ["on-demand", "spot"] },
  architectures: ["amd64", "arm64"],
  // An agent pool is of one size.
  instanceTypesPerPool: [1],
  // https://learn.microsoft.com/azure/aks/concepts-storage#default-os-disk-sizing
  diskSizeGb: { minimum: 30, maximum: 2048 },
  encryptedDisks: true,
  // AKS runs the autoscaler itself, on its side.
  workloadPermissions: workloadPermissions.filter((permission) => permission !== "autoscaler"),
};
