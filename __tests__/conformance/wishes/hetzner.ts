import type { CloudExample } from "./example";
import { awsExample } from "./aws";

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
  existingNetwork: (_account, zones, { network, parts }) => ({
    networkId: `471${network}`,
    cidr: `10.${parts}.0.0/16`,
    privateSubnetIdsByZone: Object.fromEntries(
      zones.map((zone) => [zone, `471${network}-10.${parts}.128.0/17`]),
    ),
    controlPlaneSubnetIds: [`471${network}-10.${parts}.64.0/24`],
  }),
};
