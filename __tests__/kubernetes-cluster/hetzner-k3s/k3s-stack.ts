import { TerraformOutput } from "cdktf";
import { Network } from "../../../.gen/providers/hcloud/network";
import { NetworkSubnet } from "../../../.gen/providers/hcloud/network-subnet";
import { useHetznerAccount } from "../../../constructs/account/hetzner/hetzner-account";
import { clusterSchema, type KubernetesClusterInput } from "../../../constructs/contract/kubernetes-cluster";
import type { NetworkOutputs } from "../../../constructs/contract/network";
import { nodePoolSchema } from "../../../constructs/contract/node-pool";
import type { HetznerOverridesInput } from "../../../constructs/contract/overrides";
import type { Account } from "../../../constructs/contract/project";
import type { FederateWorkloads } from "../../../constructs/contract/workload-federation";
import { HeraStack } from "../../../constructs/hera-stack";
import { HetznerK3sCluster } from "../../../constructs/kubernetes-cluster/hetzner-k3s/hetzner-k3s-cluster";
import { controlPlaneAddresses } from "../../../constructs/network/hetzner/address-plan";
import { systemPool } from "../../examples";
import { type Arguments, type SynthesizedStack, stackOf, synthesizeApp } from "../../synthesized";

/** The locations of the example's network zone. */
export const locations = ["fsn1", "nbg1", "hel1"] as const;

const cidr = "10.10.0.0/16";

/** A network that exists, as its outputs name it. */
export const existingNetwork: NetworkOutputs = {
  networkId: "4711",
  cidr,
  podCidr: "100.64.0.0/16",
  serviceCidr: "172.20.0.0/16",
  privateSubnetIdsByZone: Object.fromEntries(locations.map((zone) => [zone, "4711-10.10.128.0/17"])),
  publicSubnetIdsByZone: {},
  podSubnetIdsByZone: {},
  controlPlaneSubnetIds: ["4711-10.10.64.0/24"],
  podRangeName: "",
  serviceRangeName: "",
  egressIps: [],
};

const account: Account = {
  id: "1234567",
  tenant: undefined,
  region: "eu-central",
  deployRole: undefined,
  adminPrincipals: ["group:platform-admins"],
  dnsZoneIds: [],
  identityProvider: { issuerUrl: "https://login.acme.test/realms/acme", clientId: "kubernetes" },
  zones: locations,
};

/** What a test changes of the example cluster. */
export interface K3sChanges {
  readonly cluster?: Partial<KubernetesClusterInput>;
  readonly overrides?: HetznerOverridesInput;
  readonly zones?: number;
  /** The network, where it exists; else the stack has one of its own. */
  readonly network?: NetworkOutputs;
  readonly federateWorkloads?: FederateWorkloads;
}

/** A stack with the cluster of the environment `dev` in its network, in three locations unless a test says otherwise. */
export function k3sStack(changes: K3sChanges = {}): SynthesizedStack {
  const { nodePools = [systemPool], ...cluster } = changes.cluster ?? {};
  const settings = clusterSchema.parse({ kubernetesVersion: "1.35", ...cluster, nodePools: [] });
  const { ssh, controlPlaneServers } = changes.overrides ?? {};
  const app = synthesizeApp((scope) => {
    const stack = new HeraStack(scope, "dev");
    useHetznerAccount(stack, account);
    const k3s = new HetznerK3sCluster(stack, "cluster", {
      namePrefix: "acme-dev",
      overrides: {
        hetzner: {
          ...(ssh === undefined ? {} : { ssh: { ...ssh } }),
          ...(controlPlaneServers === undefined ? {} : { controlPlaneServers }),
        },
      },
      privateServiceAccess: false,
      account,
      region: account.region,
      zones: locations.slice(0, changes.zones ?? locations.length),
      cluster: { ...settings, nodePools: nodePools.map((pool) => nodePoolSchema.parse(pool)) },
      network: changes.network ?? ownNetwork(stack),
      egress: [],
      tags: { team: "platform" },
      ...(changes.federateWorkloads === undefined ? {} : { federateWorkloads: changes.federateWorkloads }),
    });
    const workloadIdentities = Object.fromEntries(
      settings.workloadIdentities.map((grant) => [grant.name, k3s.grantWorkloadIdentity(grant)]),
    );
    for (const [name, value] of Object.entries({ ...k3s.outputs, workloadIdentities })) {
      new TerraformOutput(stack, name, { value });
    }
  });
  return stackOf(app, "dev");
}

function ownNetwork(stack: HeraStack): NetworkOutputs {
  const network = new Network(stack, "network", { name: "acme-dev", ipRange: cidr });
  const subnet = new NetworkSubnet(stack, "control-plane-subnet", {
    networkId: 1,
    type: "cloud",
    networkZone: "eu-central",
    ipRange: controlPlaneAddresses(cidr),
  });
  return {
    ...existingNetwork,
    networkId: network.id,
    controlPlaneSubnetIds: [subnet.id],
    egressIps: ["203.0.113.10"],
  };
}

/** The servers whose names in Terraform begin so, keyed by the rest of them. */
export function serversOf(stack: SynthesizedStack, prefix: string): Readonly<Record<string, Arguments>> {
  return Object.fromEntries(
    Object.entries(stack.resources("hcloud_server"))
      .filter(([name]) => name.startsWith(`${prefix}_`))
      .map(([name, server]) => [name.slice(prefix.length + 1), server]),
  );
}
