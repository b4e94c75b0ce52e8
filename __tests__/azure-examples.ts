// An account on Azure, to be changed by a test where it matters to it.
import type { CloudAccountInput } from "../constructs/contract/project";

/** The zones of every region of Azure's that has zones. */
export const azureZones = ["1", "2", "3"] as const;

/** An account as envs/project.ts has it. */
export const azureAccountInput = {
  account: "11111111-1111-4111-8111-111111111111",
  tenant: "22222222-2222-4222-8222-222222222222",
  region: "westeurope",
  zones: azureZones,
  adminPrincipals: ["33333333-3333-4333-8333-333333333333"],
} satisfies CloudAccountInput;

/** The same as an environment's layers get it. */
export const azureAccount = {
  id: azureAccountInput.account,
  tenant: azureAccountInput.tenant,
  region: azureAccountInput.region,
  deployRole: undefined,
  adminPrincipals: azureAccountInput.adminPrincipals,
  dnsZoneIds: [],
  zones: azureZones,
};
