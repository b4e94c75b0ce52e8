// An account on Hetzner, to be changed by a test where it matters to it.
import type { Account, CloudAccountInput } from "../constructs/contract/project";

/** The locations of the example's network zone, in the project's order. */
export const hetznerZones = ["fsn1", "nbg1", "hel1"] as const;

/** An account as envs/project.ts has it. */
export const hetznerAccountInput = {
  account: "1234567",
  region: "eu-central",
  zones: hetznerZones,
  adminPrincipals: ["group:platform"],
  identityProvider: { issuerUrl: "https://id.acme.test", clientId: "kubernetes" },
} satisfies CloudAccountInput;

/** The same as an environment's layers get it. */
export const hetznerAccount: Account = {
  id: hetznerAccountInput.account,
  tenant: undefined,
  region: hetznerAccountInput.region,
  deployRole: undefined,
  adminPrincipals: hetznerAccountInput.adminPrincipals,
  dnsZoneIds: [],
  identityProvider: hetznerAccountInput.identityProvider,
  zones: hetznerZones,
};
