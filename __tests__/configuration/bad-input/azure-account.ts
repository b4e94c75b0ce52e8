import { azureRegions } from "../../../constructs/account/azure/azure-regions";
import type { CloudAccountInput } from "../../../constructs/contract/project";
import { azureAccountInput } from "../../azure-examples";
import { type BadInputs, told } from "../refusal";

const path = "project.clouds.azure";
const many = Object.fromEntries(Array.from({ length: 11 }, (_, place) => [`tag-${place}`, ""]));

/** A project with an account on Azure that is valid but for one field, which no environment need use to be told of. */
function azure(changes: Partial<CloudAccountInput>) {
  return { "clouds.azure": { ...azureAccountInput, ...changes } };
}

const { tenant: _, ...withoutTenant } = azureAccountInput;

export const badAzureAccount: BadInputs = {
  about: "an account on Azure",
  cases: [
    {
      it: "refuses an account that is no subscription",
      project: azure({ account: "my-subscription" }),
      problems: [
        told(
          `${path}.account = "my-subscription" is not an Azure subscription id.`,
          "Allowed: a GUID in lower case.",
          "Mend: copy it from `az account show --query id`.",
        ),
      ],
    },
    {
      it: "refuses to guess the tenant",
      project: { "clouds.azure": withoutTenant },
      problems: [
        told(
          `${path}.tenant is missing.`,
          "Allowed: the subscription's tenant, a GUID in lower case.",
          "Mend: copy it from `az account show --query tenantId`.",
        ),
      ],
    },
    {
      it: "tells once of what the state takes from it",
      project: { "clouds.azure": { ...withoutTenant, region: "germany" }, "stateBackend.store": "azure" },
      problems: [
        told(
          `${path}.tenant is missing.`,
          "Allowed: the subscription's tenant, a GUID in lower case.",
          "Mend: copy it from `az account show --query tenantId`.",
        ),
        told(
          `${path}.region = "germany" is not an Azure region with availability zones.`,
          `Allowed: ${azureRegions.join(", ")}.`,
          "Mend: use an allowed one.",
        ),
      ],
    },
    {
      it: "refuses a region by the name that the portal shows",
      project: azure({ region: "Germany West Central" }),
      problems: [
        told(
          `${path}.region = "Germany West Central" is not an Azure region with availability zones.`,
          `Allowed: ${azureRegions.join(", ")}.`,
          'Mend: did you mean "germanywestcentral"?',
        ),
      ],
    },
    {
      it: "refuses a region that can't hold a cluster",
      project: azure({ region: "qatarcentral" }),
      problems: [
        told(
          `${path}.region = "qatarcentral" is a region in which AKS puts no API server into a network of one's own.`,
          `Allowed: ${azureRegions.filter((region) => region !== "qatarcentral").join(", ")}.`,
          "Mend: choose another region.",
        ),
      ],
    },
    {
      it: "refuses a zone with the region's name before it",
      project: azure({ zones: ["westeurope-1"] }),
      problems: [
        told(
          `${path}.zones = "westeurope-1" is not a zone as Azure names them.`,
          'Allowed: "1", "2", "3".',
          'Mend: write "1".',
        ),
      ],
    },
    {
      it: "refuses a zone of another cloud, and a number that is none",
      project: azure({ zones: ["eu-west-1a", "4"] }),
      problems: [
        told(
          `${path}.zones = "eu-west-1a" is not a zone as Azure names them.`,
          'Allowed: "1", "2", "3".',
          "Mend: use one of these.",
        ),
        told(
          `${path}.zones = "4" is not a zone as Azure names them.`,
          'Allowed: "1", "2", "3".',
          "Mend: use one of these.",
        ),
      ],
    },
    {
      it: "refuses an administrator by name",
      project: azure({ adminPrincipals: ["admins@acme.example"] }),
      problems: [
        told(
          `${path}.adminPrincipals = "admins@acme.example" is not an object id of Entra ID.`,
          "Allowed: GUIDs in lower case.",
          "Mend: copy the object id (not the client id) of the user, group or service principal.",
        ),
      ],
    },
    {
      it: "refuses a DNS zone by its domain",
      project: azure({ dnsZoneIds: ["acme.example"] }),
      problems: [
        told(
          `${path}.dnsZoneIds = "acme.example" is not the resource id of a DNS zone.`,
          "Allowed: /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/dnsZones/… (or privateDnsZones).",
          "Mend: copy it from `az network dns zone list --query [].id`, and write dnsZones with a capital Z.",
        ),
      ],
    },
    {
      it: "refuses an environment's subscription, administrators and DNS zones that are none",
      project: azure({
        environments: { dev: { account: "123456789012", adminPrincipals: ["a"], dnsZoneIds: ["b"] } },
      }),
      problems: [
        told(
          `${path}.environments.dev.account = "123456789012" is not an Azure subscription id.`,
          "Allowed: a GUID in lower case.",
          "Mend: copy it from `az account show --query id`.",
        ),
        told(
          `${path}.environments.dev.adminPrincipals = "a" is not an object id of Entra ID.`,
          "Allowed: GUIDs in lower case.",
          "Mend: copy the object id (not the client id) of the user, group or service principal.",
        ),
        told(
          `${path}.environments.dev.dnsZoneIds = "b" is not the resource id of a DNS zone.`,
          "Allowed: /subscriptions/…/resourceGroups/…/providers/Microsoft.Network/dnsZones/… (or privateDnsZones).",
          "Mend: copy it from `az network dns zone list --query [].id`, and write dnsZones with a capital Z.",
        ),
      ],
    },
    {
      it: "refuses a role to assume, which azurerm can't",
      project: azure({ environments: { dev: { deployRole: azureAccountInput.tenant } } }),
      problems: [
        told(
          `${path}.environments.dev.deployRole = "${azureAccountInput.tenant}" is something that azure doesn't have.`,
          "Allowed: nothing.",
          "Mend: remove the field.",
        ),
      ],
    },
    {
      it: "refuses more tags than a DNS zone takes, but only where there is an account on Azure",
      project: { ...azure({}), tags: { ...many, "tag-11": "" } },
      problems: [
        told(
          "project.tags = 12 is more tags than fit on a DNS zone of Azure.",
          "Allowed: 11 of project and environment together, beside Hera's own.",
          "Mend: remove some.",
        ),
      ],
    },
    {
      it: "refuses tags with keys that Azure keeps, that it refuses, or that are one to it",
      project: {
        ...azure({}),
        tags: { azureTeam: "a", "1st": "b", "cost:center": "c", Team: "d", team: "e" },
      },
      problems: [
        told(
          'project.tags.team = "e" differs from another tag\'s key in case alone, which IAM refuses.',
          "Allowed: keys that differ in more than case.",
          "Mend: rename one of the two.",
        ),
        told(
          'project.tags.team = "e" differs from another tag\'s key in case alone, which is one key for Azure.',
          "Allowed: keys that differ in more than case.",
          "Mend: rename one of the two.",
        ),
        told(
          'project.tags.azureTeam = "a" has a key that begins with a word that Azure keeps for itself.',
          "Allowed: keys that don't begin with microsoft, azure or windows.",
          "Mend: rename the key.",
        ),
        ...[
          ["1st", "b"],
          ["cost:center", "c"],
        ].map(([key, value]) =>
          told(
            `project.tags.${key} = "${value}" has a key that not every resource of Azure takes.`,
            "Allowed: 1 to 128 letters, digits, '_', '-' and '.', beginning with a letter.",
            "Mend: rename the key.",
          ),
        ),
      ],
    },
    {
      it: "refuses a tag's value of 257 characters",
      project: { ...azure({}), tags: { note: "v".repeat(257) } },
      problems: [
        told(
          `project.tags.note = "${"v".repeat(257)}" is too long for a tag, or has no key.`,
          "Allowed: keys of 1 to 128 and values of up to 256 characters.",
          "Mend: shorten it.",
        ),
        told(
          `project.tags.note = "${"v".repeat(257)}" is too long for a tag.`,
          "Allowed: values of up to 256 characters.",
          "Mend: shorten it.",
        ),
      ],
    },
  ],
};
