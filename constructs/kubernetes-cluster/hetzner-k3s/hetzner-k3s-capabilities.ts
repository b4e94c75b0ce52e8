import type { Capabilities } from "../../contract/capabilities";
import { kubernetesVersions } from "./kubernetes-versions";

/** Rules of a bucket's lifecycle count whole days, and Object Storage sets them no end; the contract does. */
const bucketRetentionDays = { minimum: 1, maximum: 3653 };

/** What k3s on servers at Hetzner, in a network of Hera's own or in an existing one, can honour. */
export const hetznerK3sCapabilities: Capabilities = {
  accountFields: ["identityProvider", "workloadsOn"],
  minimumZones: 1,
  // Servers without a public address install nothing without a NAT host.
  natModes: ["single", "per-zone"],
  podCidr: { new: true, existing: true },
  // Shared address space, which no network at Hetzner has.
  defaultPodCidr: "100.64.0.0/16",
  subnetPerZone: false,
  namedRanges: false,
  // Nodes get images from each other; Hetzner's own services have no private addresses.
  privateServiceAccess: true,
  flowLogRetentionDays: bucketRetentionDays,
  controlPlaneLogRetentionDays: bucketRetentionDays,
  kubernetesVersions,
  // Kubernetes' own: https://kubernetes.io/releases/
  endOfSupport: { "1.35": "2027-02-28", "1.36": "2027-06-28" },
  // k3s has no patches for a minor whose support has ended.
  upgradeChannels: ["standard"],
  endpointAccesses: ["private", "public-restricted"],
  controlPlaneHa: [true, false],
  // Hetzner has no keys of its own; the cluster's is known to its control plane alone.
  secretsEncryption: ["customer-key"],
  maintenanceWindowHours: { minimum: 4, maximum: 24 },
  capacityTypes: { system: ["on-demand", "spot"], workload: ["on-demand", "spot"] },
  architectures: ["amd64", "arm64"],
  instanceTypesPerPool: [1],
  // The largest disk that any type has; each pool's is held to its own type's.
  diskSizeGb: { minimum: 20, maximum: 960 },
  // Hetzner encrypts no server's disk.
  encryptedDisks: false,
  // On the cloud that workloads use. The cluster's own autoscaler acts with the project's token, Hetzner's volumes have
  // no snapshots, and the control plane's logs are in Loki.
  workloadPermissions: ["secrets.read", "dns.write", "objectstore.readwrite"],
};
