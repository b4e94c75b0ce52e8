// An account on Google Cloud, to be changed by a test where it matters to it.
import type { Account, CloudAccountInput } from "../constructs/contract/project";

/** The zones of the example's region, in the project's order. */
export const gcpZones = ["europe-west3-a", "europe-west3-b", "europe-west3-c"] as const;

/** An account as envs/project.ts has it. */
export const gcpAccountInput = {
  account: "acme-platform-123456",
  region: "europe-west3",
  zones: gcpZones,
  adminPrincipals: ["group:platform@acme.test"],
} satisfies CloudAccountInput;

/** The same as an environment's layers get it. */
export const gcpAccount: Account = {
  id: gcpAccountInput.account,
  tenant: undefined,
  region: gcpAccountInput.region,
  deployRole: undefined,
  adminPrincipals: gcpAccountInput.adminPrincipals,
  dnsZoneIds: [],
  zones: gcpZones,
};
