import { azureRegions, pairedAzureRegions } from "../../../constructs/account/azure/azure-regions";
import { type BadInputs, told } from "../refusal";

const place = {
  store: "azure",
  account: "11111111-1111-4111-8111-111111111111",
  tenant: "22222222-2222-4222-8222-222222222222",
  location: "westeurope",
};
const { tenant: _, ...withoutTenant } = place;
const field = (path: string) => `project.stateBackend.${path}`;
const removeIt = "Mend: remove the field, or choose a store that has it (docs/contract.md lists them).";

/** A state backend in Azure that is valid but for one field. */
function backend(changes: Readonly<Record<string, unknown>>) {
  return { stateBackend: { ...place, ...changes } };
}

export const badAzureStateBackend: BadInputs = {
  about: "a state backend in Azure",
  cases: [
    {
      it: "refuses a region that Azure doesn't have",
      project: backend({ location: "west-europe" }),
      problems: [
        told(
          `${field("location")} = "west-europe" is not an Azure region with availability zones.`,
          `Allowed: ${azureRegions.join(", ")}.`,
          'Mend: did you mean "westeurope"?',
        ),
      ],
    },
    {
      it: "refuses an account that is no subscription",
      project: backend({ account: "123456789012" }),
      problems: [
        told(
          `${field("account")} = "123456789012" is not an Azure subscription id.`,
          "Allowed: a GUID in lower case.",
          "Mend: copy it from `az account show --query id`.",
        ),
      ],
    },
    {
      it: "refuses to guess the tenant",
      project: { stateBackend: withoutTenant },
      problems: [
        told(
          `${field("tenant")} is missing.`,
          "Allowed: the subscription's tenant, a GUID in lower case.",
          "Mend: copy it from `az account show --query tenantId`.",
        ),
      ],
    },
    {
      it: "refuses a tenant by its domain",
      project: backend({ tenant: "acme.onmicrosoft.com" }),
      problems: [
        told(
          `${field("tenant")} = "acme.onmicrosoft.com" is not an Entra ID tenant.`,
          "Allowed: the subscription's tenant, a GUID in lower case.",
          "Mend: copy it from `az account show --query tenantId`.",
        ),
      ],
    },
    {
      it: "refuses a tenant of a store that has none",
      project: { "stateBackend.tenant": place.tenant },
      problems: [
        told(
          `${field("tenant")} can't be had from the store aws: an AWS account has none.`,
          "Allowed: nothing.",
          removeIt,
        ),
      ],
    },
    {
      it: "refuses a lock table",
      project: backend({ locking: "dynamodb" }),
      problems: [
        told(
          `${field("locking")} = "dynamodb" can't be had from the store azure.`,
          'Allowed: "lockfile".',
          "Mend: use an allowed one, or choose a store that has it (docs/contract.md lists them).",
        ),
      ],
    },
    {
      it: "refuses an object lock, with the reason",
      project: backend({ objectLock: { mode: "GOVERNANCE", days: 1 } }),
      problems: [
        told(
          `${field("objectLock")} can't be had from the store azure: an immutable blob takes no metadata, and that is where Terraform writes who holds the lock.`,
          "Allowed: nothing.",
          removeIt,
        ),
      ],
    },
    {
      it: "refuses a number of versions, which nobody there counts",
      project: backend({ retention: { noncurrentDays: 30, noncurrentVersions: 5 } }),
      problems: [
        told(
          `${field("retention.noncurrentVersions")} can't be had from the store azure: Azure's lifecycle rules know a version's age, and count none.`,
          "Allowed: nothing.",
          removeIt,
        ),
      ],
    },
    {
      it: "refuses a region for the second copy, which Azure chooses",
      project: backend({ redundancy: "geo", replicaLocation: "northeurope" }),
      problems: [
        told(
          `${field("replicaLocation")} can't be had from the store azure: Azure keeps the second copy in the region that it has paired with the first.`,
          "Allowed: nothing.",
          removeIt,
        ),
      ],
    },
    {
      it: "refuses a second copy of a region without a pair",
      project: backend({ redundancy: "geo", location: "italynorth" }),
      problems: [
        told(
          `${field("redundancy")} = "geo" can't be had in italynorth, which Azure has paired with no second region.`,
          `Allowed: "zone", or "geo" in ${pairedAzureRegions.join(", ")}.`,
          'Mend: use "zone", or another location.',
        ),
      ],
    },
    {
      it: "refuses a principal by its name",
      project: backend({ access: { dev: { plan: ["user:ann@acme.example"], apply: [] } } }),
      problems: [
        told(
          `${field("access.dev.plan")} = "user:ann@acme.example" is not an object id of Entra ID.`,
          "Allowed: a GUID in lower case, or { issuer, subject } of a CI service's job.",
          "Mend: copy the object id (not the client id) of the user, group or service principal.",
        ),
      ],
    },
    {
      it: "refuses more subjects than an identity takes",
      project: backend({
        access: {
          dev: {
            plan: [],
            apply: Array.from({ length: 21 }, (__, place) => ({
              issuer: "https://token.actions.githubusercontent.com",
              subject: `repo:acme/infrastructure:environment:dev-${place}`,
            })),
          },
        },
      }),
      problems: [
        told(
          `${field("access.dev.apply")} = 21 is more subjects than one identity takes.`,
          "Allowed: 20 subjects.",
          "Mend: let jobs share a subject, such as that of a GitHub environment.",
        ),
      ],
    },
    {
      it: "refuses private addresses, which a storage account never sees",
      project: backend({ authorizedCidrs: ["10.0.0.0/8"] }),
      problems: [
        told(
          `${field("authorizedCidrs")} = "10.0.0.0/8" is a private block, and a storage account sees public addresses alone.`,
          "Allowed: the public addresses that Terraform is run from.",
          "Mend: give the addresses of the network's gateway.",
        ),
      ],
    },
    {
      it: "refuses host bits",
      project: backend({ authorizedCidrs: ["203.0.113.7/24"] }),
      problems: [
        told(
          `${field("authorizedCidrs")} = "203.0.113.7/24" has host bits set.`,
          "Allowed: the first address of the block and its prefix length.",
          'Mend: write "203.0.113.0/24".',
        ),
      ],
    },
    {
      it: "refuses a log shorter than Log Analytics keeps one",
      project: backend({ accessLogDays: 7 }),
      problems: [
        told(
          `${field("accessLogDays")} = 7 is a time that Log Analytics doesn't keep a log for.`,
          "Allowed: 0 for no log, or 30 to 730 days.",
          "Mend: use 30.",
        ),
      ],
    },
  ],
};
