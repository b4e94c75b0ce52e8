import type { CloudExample } from "./example";

const subscriptions = [
  "11111111-1111-4111-8111-111111111111",
  "22222222-2222-4222-8222-222222222222",
] as const;
const tenants = ["33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444"] as const;

export const azureExample: CloudExample = {
  accounts: [
    {
      account: subscriptions[0],
      tenant: tenants[0],
      region: "westeurope",
      zones: ["1", "2", "3"],
      adminPrincipals: ["55555555-5555-4555-8555-555555555555"],
      dnsZoneIds: [dnsZone("example.com")],
    },
    {
      account: subscriptions[1],
      tenant: tenants[1],
      region: "northeurope",
      zones: ["3", "2", "1"],
      adminPrincipals: ["66666666-6666-4666-8666-666666666666"],
      dnsZoneIds: [dnsZone("example.org")],
    },
  ],
  tenants,
  deployRole: (account) => `deploy@${account}`,
  blocks: {
    cidr: { within: "10.0.0.0/8", shortest: 16, longest: 19 },
    podCidr: { within: "100.64.0.0/10", shortest: 14, longest: 17 },
    serviceCidr: { within: "172.16.0.0/13", shortest: 16, longest: 20 },
  },
  existingNetwork: ({ account }, zones, { network, parts }) => {
    const networkId = `/subscriptions/${account}/resourceGroups/net/providers/Microsoft.Network/virtualNetworks/net-${network}`;
    return {
      networkId,
      cidr: `10.${parts}.0.0/16`,
      privateSubnetIdsByZone: Object.fromEntries(
        zones.map((zone) => [zone, `${networkId}/subnets/nodes-${parts}-${zone}`]),
      ),
      controlPlaneSubnetIds: [`${networkId}/subnets/control-plane-${parts}`],
    };
  },
};

function dnsZone(name: string): string {
  return `/subscriptions/${subscriptions[0]}/resourceGroups/dns/providers/Microsoft.Network/dnsZones/${name}`;
}
