import type { CloudExample } from "./example";

export const gcpExample: CloudExample = {
  accounts: [
    {
      account: "acme-platform",
      region: "europe-west3",
      zones: ["europe-west3-a", "europe-west3-b", "europe-west3-c"],
      adminPrincipals: ["group:platform@example.com"],
      dnsZoneIds: ["example-com"],
    },
    {
      account: "acme-further",
      region: "europe-west4",
      zones: ["europe-west4-a", "europe-west4-b", "europe-west4-c"],
      adminPrincipals: ["user:ann@example.com"],
      dnsZoneIds: ["example-org"],
    },
  ],
  tenants: ["example", "example.org"],
  deployRole: (account) => `deploy@${account}.iam.gserviceaccount.com`,
  blocks: {
    cidr: { within: "10.0.0.0/8", shortest: 16, longest: 19 },
    podCidr: { within: "100.64.0.0/10", shortest: 14, longest: 17 },
    serviceCidr: { within: "172.16.0.0/12", shortest: 16, longest: 20 },
  },
  existingNetwork: ({ account, region }, zones, { network, parts }) => ({
    networkId: `projects/${account}/global/networks/net-${network}`,
    cidr: `10.${parts}.0.0/16`,
    privateSubnetIdsByZone: Object.fromEntries(
      zones.map((zone) => [zone, `projects/${account}/regions/${region}/subnetworks/nodes-${parts}`]),
    ),
    controlPlaneSubnetIds: [`projects/${account}/regions/${region}/subnetworks/control-plane-${parts}`],
    podRangeName: `pods-${parts}`,
    serviceRangeName: `services-${parts}`,
  }),
};
