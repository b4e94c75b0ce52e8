// A cluster on Azure by itself, in a network that was made by hand.
import { TerraformOutput } from "cdktf";
import { useAzureAccount } from "../../../constructs/account/azure/azure-account";
import { clusterSchema, type KubernetesClusterInput } from "../../../constructs/contract/kubernetes-cluster";
import type { NetworkOutputs } from "../../../constructs/contract/network";
import { nodePoolSchema } from "../../../constructs/contract/node-pool";
import type { Account } from "../../../constructs/contract/project";
import { HeraStack } from "../../../constructs/hera-stack";
import { AzureAksCluster } from "../../../constructs/kubernetes-cluster/azure-aks/azure-aks-cluster";
import { azureAccount, azureZones } from "../../azure-examples";
import { systemPool } from "../../examples";
import { type SynthesizedStack, stackOf, synthesizeApp } from "../../synthesized";

/** The resource ids of the network that the cluster stands in. */
export const vnetId = `/subscriptions/${azureAccount.id}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/net`;
export const subnetId = (name: string) => `${vnetId}/subnets/${name}`;

/** What a test changes of the example cluster. */
export interface ClusterChanges {
  readonly cluster?: Partial<KubernetesClusterInput>;
  readonly account?: Partial<Account>;
  readonly network?: Partial<NetworkOutputs>;
  readonly zones?: readonly string[];
  readonly namePrefix?: string;
}

/** The stack `dev` of a cluster with one system pool of three nodes. */
export function clusterOnAzure(changes: ClusterChanges = {}): SynthesizedStack {
  const { zones = azureZones, namePrefix = "acme-dev" } = changes;
  const { nodePools, ...settings } = clusterSchema.parse({
    kubernetesVersion: "1.34",
    nodePools: [{ ...systemPool, minNodes: 3 }],
    ...changes.cluster,
  });
  const account = { ...azureAccount, ...changes.account };
  const app = synthesizeApp((app) => {
    const stack = new HeraStack(app, "dev");
    useAzureAccount(stack, account, { team: "a" });
    const cluster = new AzureAksCluster(stack, "cluster", {
      namePrefix,
      account,
      region: account.region,
      zones,
      cluster: { ...settings, nodePools: nodePools.map((pool) => nodePoolSchema.parse(pool)) },
      network: {
        networkId: vnetId,
        cidr: "10.0.0.0/16",
        podCidr: "100.64.0.0/16",
        serviceCidr: "172.20.0.0/16",
        privateSubnetIdsByZone: Object.fromEntries(zones.map((zone) => [zone, subnetId(`nodes-${zone}`)])),
        publicSubnetIdsByZone: {},
        podSubnetIdsByZone: {},
        controlPlaneSubnetIds: [subnetId("api-server")],
        podRangeName: "",
        serviceRangeName: "",
        egressIps: [],
        ...changes.network,
      },
      egress: [],
      privateServiceAccess: false,
      overrides: { hetzner: {} },
      tags: { team: "a" },
    });
    for (const [name, value] of Object.entries(cluster.outputs)) new TerraformOutput(stack, name, { value });
    for (const grant of settings.workloadIdentities) {
      new TerraformOutput(stack, `identity-${grant.name}`, { value: cluster.grantWorkloadIdentity(grant) });
    }
  });
  return stackOf(app, "dev");
}
