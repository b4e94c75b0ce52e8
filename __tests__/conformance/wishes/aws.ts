import type { CloudExample } from "./example";

export const awsExample: CloudExample = {
  accounts: [
    {
      account: "111122223333",
      region: "eu-west-1",
      zones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"],
      adminPrincipals: ["arn:aws:iam::111122223333:role/admin"],
      dnsZoneIds: ["Z1EXAMPLE"],
    },
    {
      account: "444455556666",
      region: "eu-central-1",
      zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      adminPrincipals: ["arn:aws:iam::444455556666:user/ann"],
      dnsZoneIds: ["Z2EXAMPLE"],
    },
  ],
  tenants: ["example", "example.org"],
  deployRole: (account) => `arn:aws:iam::${account}:role/deploy`,
  blocks: {
    cidr: { within: "10.0.0.0/8", shortest: 16, longest: 19 },
    podCidr: { within: "100.64.0.0/10", shortest: 16, longest: 19 },
    serviceCidr: { within: "172.16.0.0/12", shortest: 12, longest: 24 },
  },
  existingNetwork: (_, zones, { network, parts }) => ({
    networkId: `vpc-0000000${network}`,
    cidr: `10.${parts}.0.0/16`,
    privateSubnetIdsByZone: byZone(zones, (place) => `subnet-0000${parts}0a${place}`),
    publicSubnetIdsByZone: byZone(zones, (place) => `subnet-0000${parts}0b${place}`),
    controlPlaneSubnetIds: [`subnet-0000${parts}0c0`, `subnet-0000${parts}0c1`],
  }),
};

function byZone(zones: readonly string[], id: (place: number) => string): Record<string, string> {
  return Object.fromEntries(zones.map((zone, place) => [zone, id(place)]));
}
