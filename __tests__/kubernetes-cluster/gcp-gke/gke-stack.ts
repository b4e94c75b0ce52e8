import { TerraformOutput } from "cdktf";
import { useGcpAccount } from "../../../constructs/account/gcp/gcp-account";
import type { KubernetesClusterInput } from "../../../constructs/contract/kubernetes-cluster";
import { clusterSchema } from "../../../constructs/contract/kubernetes-cluster";
import { nodePoolSchema } from "../../../constructs/contract/node-pool";
import type { Account } from "../../../constructs/contract/project";
import { HeraStack } from "../../../constructs/hera-stack";
import { GcpGkeCluster } from "../../../constructs/kubernetes-cluster/gcp-gke/gcp-gke-cluster";
import { systemPool } from "../../examples";
import { type SynthesizedStack, stackOf, synthesizeApp } from "../../synthesized";

/** The zones of the example's region. */
export const zones = ["europe-west3-a", "europe-west3-b", "europe-west3-c"] as const;

/** What the example's network gives. */
export const network = {
  networkId: "projects/acme-platform/global/networks/acme-dev",
  cidr: "10.10.0.0/16",
  podCidr: "100.64.0.0/16",
  serviceCidr: "172.20.0.0/16",
  privateSubnetIdsByZone: Object.fromEntries(
    zones.map((zone) => [zone, "projects/acme-platform/regions/europe-west3/subnetworks/nodes"]),
  ),
  publicSubnetIdsByZone: {},
  podSubnetIdsByZone: {},
  controlPlaneSubnetIds: ["projects/acme-platform/regions/europe-west3/subnetworks/control-plane"],
  podRangeName: "pods",
  serviceRangeName: "services",
  egressIps: [],
};

const account: Account = {
  id: "acme-platform",
  tenant: undefined,
  region: "europe-west3",
  deployRole: undefined,
  adminPrincipals: ["group:platform@acme.test"],
  dnsZoneIds: ["acme-test", "acme-example"],
  zones,
};

/** What a test changes of the example cluster. */
export interface GkeChanges {
  readonly cluster?: Partial<KubernetesClusterInput>;
  readonly account?: Partial<Account>;
  readonly namePrefix?: string;
  readonly zones?: number;
}

/** A stack that holds nothing but the cluster of the environment `dev`, in three zones unless a test says otherwise. */
export function gkeStack(changes: GkeChanges = {}): SynthesizedStack {
  const { nodePools = [systemPool], ...cluster } = changes.cluster ?? {};
  const settings = clusterSchema.parse({ kubernetesVersion: "1.35", ...cluster, nodePools: [] });
  const app = synthesizeApp((scope) => {
    const stack = new HeraStack(scope, "dev");
    useGcpAccount(stack, account, {});
    const gke = new GcpGkeCluster(stack, "cluster", {
      namePrefix: changes.namePrefix ?? "acme-dev",
      overrides: { hetzner: {} },
      privateServiceAccess: false,
      account: { ...account, ...changes.account },
      region: account.region,
      zones: zones.slice(0, changes.zones ?? zones.length),
      cluster: { ...settings, nodePools: nodePools.map((pool) => nodePoolSchema.parse(pool)) },
      network,
      egress: [],
      tags: { team: "platform" },
    });
    const workloadIdentities = Object.fromEntries(
      settings.workloadIdentities.map((grant) => [grant.name, gke.grantWorkloadIdentity(grant)]),
    );
    for (const [name, value] of Object.entries({ ...gke.outputs, workloadIdentities })) {
      new TerraformOutput(stack, name, { value });
    }
  });
  return stackOf(app, "dev");
}

/** The one cluster's arguments. */
export function clusterOf(stack: SynthesizedStack) {
  return stack.only("google_container_cluster");
}
