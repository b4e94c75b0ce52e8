import { awsExample } from "./aws";
import type { CloudExample } from "./example";

const [workloadsAccount] = awsExample.accounts;

export const hetznerExample: CloudExample = {
  accounts: [
    {
      account: "1234567",
      region: "eu-central",
      zones: ["fsn1", "nbg1", "hel1"],
      adminPrincipals: ["group:platform"],
      identityProvider: { issuerUrl: "https://id.example.com", clientId: "kubernetes" },
      workloadsOn: "aws",
    },
    {
      account: "7654321",
      region: "eu-central",
      zones: ["hel1", "fsn1", "nbg1"],
      adminPrincipals: ["user:ann@example.com"],
      identityProvider: { issuerUrl: "https://id.example.org", clientId: "clusters" },
      workloadsOn: "aws",
    },
  ],
  otherAccounts: { aws: workloadsAccount },
  tenants: ["example", "example.org"],
  deployRole: (account) => `deploy-${account}`,
  blocks: {
    cidr: { within: "10.0.0.0/8", shortest: 16, longest: 22 },
    podCidr: { within: "100.64.0.0/10", shortest: 14, longest: 18 },
    serviceCidr: { within: "172.16.0.0/12", shortest: 16, longest: 20 },
  },
  // The smallest type's, which comes with it.
  diskSizeGb: { minimum: 20, maximum: 80 },
  // NAT hosts stand in two locations where they are a pair, and nowhere in an existing network, where no API is public.
  fitted: ({ network, kubernetesCluster, ...rest }) => {
    if ("existing" in network) {
      const { endpointAccess: _, authorizedCidrs: __, ...cluster } = kubernetesCluster;
      return { ...rest, network, kubernetesCluster: cluster };
    }
    const natMode = rest.zones === 1 ? "single" : network.natMode;
    return { ...rest, network: { ...network, natMode }, kubernetesCluster };
  },
  existingNetwork: (_account, zones, { network, parts }) => ({
    networkId: `471${network}`,
    // Either has the subnets of both.
    cidr: parts === 1 ? "10.0.0.0/14" : "10.0.0.0/13",
    privateSubnetIdsByZone: Object.fromEntries(
      zones.map((zone) => [zone, `471${network}-10.${parts}.128.0/17`]),
    ),
    controlPlaneSubnetIds: [`471${network}-10.${parts}.64.0/24`],
  }),
};
