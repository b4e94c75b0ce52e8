// What the servers of a cluster are told, to be changed by a test where it matters to it.

import { clusterSchema } from "../../../constructs/contract/kubernetes-cluster";
import type { ClusterConfigurationProps } from "../../../constructs/kubernetes-cluster/hetzner-k3s/configuration-props";
import type {
  ControlPlaneUserDataProps,
  WorkerUserDataProps,
} from "../../../constructs/kubernetes-cluster/hetzner-k3s/user-data";

const node = {
  kubernetesVersion: "1.35",
  apiAddress: "10.10.0.2",
  gateway: "10.10.0.1",
  sshKeys: ["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAcMe ada"],
};

const bucket = { name: "acme-dev-1234567-cluster", location: "fsn1" };

const pem = (what: string, bytes: number) =>
  `-----BEGIN ${what}-----\n${"A".repeat(bytes)}\n-----END ${what}-----\n`;

export const controlPlaneExample: ControlPlaneUserDataProps = {
  ...node,
  hostname: "acme-dev-control-plane-fsn1",
  privateAddress: "10.10.0.10",
  place: 0,
  networkName: "acme-dev",
  bucket,
  secrets: {
    token: "t".repeat(64),
    agentToken: "a".repeat(64),
    serverCaCertificate: pem("CERTIFICATE", 1200),
    serverCaKey: pem("EC PRIVATE KEY", 300),
    serviceAccountKey: pem("RSA PRIVATE KEY", 3300),
    hcloudToken: "h".repeat(64),
    objectStorageAccessKey: "ACCESSKEY0123456",
    objectStorageSecretKey: "secret/key+0123456789abcdefghijkl",
  },
};

export const workerExample: WorkerUserDataProps = {
  ...node,
  hostname: "acme-dev-general-fsn1-1",
  agentToken: `K10${"0".repeat(64)}::node:${"a".repeat(64)}`,
  labels: { "hera/role": "workload", team: "shop" },
  taints: [{ key: "dedicated", value: "shop", effect: "NoSchedule" }],
  reservedDiskGib: 30,
};

export const configurationExample: ClusterConfigurationProps = {
  ...node,
  cluster: {
    ...clusterSchema.parse({
      kubernetesVersion: "1.35",
      controlPlaneLogs: { retentionDays: 30 },
      nodePools: [],
    }),
    nodePools: [],
  },
  controlPlaneServers: 3,
  adminPrincipals: ["group:platform", "user:ada@example.com"],
  identityProvider: { issuerUrl: "https://id.acme.test", clientId: "kubernetes" },
  podCidr: "10.244.0.0/16",
  serviceCidr: "172.20.0.0/16",
  apiNames: ["198.51.100.7"],
  serviceAccountIssuer: "https://fsn1.your-objectstorage.com/acme-dev-1234567-oidc",
  bucket,
  networkName: "acme-dev",
  workersCidr: "10.10.128.0/17",
  loadBalancersCidr: "10.10.32.0/19",
  serverLabels: { "hera-role": "worker" },
  image: "ubuntu-24.04",
  autoscaledGroups: [
    {
      name: "acme-dev-general-fsn1",
      serverType: "cx43",
      location: "fsn1",
      maxNodes: 4,
      labels: workerExample.labels,
      taints: workerExample.taints,
      reservedDiskGib: 30,
    },
  ],
  privateServiceAccess: true,
};
