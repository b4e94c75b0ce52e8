import type { Problem } from "../../contract/problem";
import type { CloudAccountInput, EnvironmentAccountInput } from "../../contract/project";
import { unlistedProblems } from "../../contract/shape";
import { azureRegions, clusterRegions } from "./azure-regions";

/** What is wrong with an Azure account's settings, before any call to Azure could say so. */
export function azureAccountProblems(account: CloudAccountInput, path: string): Problem[] {
  const environments = Object.entries(account.environments ?? {});
  return [
    ...tenantProblems(account.tenant, `${path}.tenant`),
    ...azureRegionProblems(account.region, `${path}.region`),
    ...clusterRegionProblems(account.region, `${path}.region`),
    ...account.zones.flatMap((zone) => zoneProblems(zone, `${path}.zones`)),
    ...environmentAccountProblems(account, path),
    ...environments.flatMap(([name, own]) => environmentAccountProblems(own, `${path}.environments.${name}`)),
  ];
}

/** What is wrong with what a cloud's account and that of an environment both have. */
function environmentAccountProblems(
  { account, adminPrincipals = [], dnsZoneIds = [] }: EnvironmentAccountInput,
  path: string,
): Problem[] {
  return [
    ...(account === undefined ? [] : subscriptionProblems(account, `${path}.account`)),
    ...objectIdProblems(adminPrincipals, `${path}.adminPrincipals`, "GUIDs in lower case"),
    ...dnsZoneIds.flatMap((id) => dnsZoneProblems(id, `${path}.dnsZoneIds`)),
  ];
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a text is a GUID as Azure writes it; another spelling would be a difference in every plan. */
export function isGuid(text: string): boolean {
  return guid.test(text);
}

/** An account that is no subscription. */
export function subscriptionProblems(account: string, path: string): Problem[] {
  if (isGuid(account)) return [];
  return [
    {
      path,
      value: account,
      problem: "is not an Azure subscription id",
      allowed: "a GUID in lower case",
      mend: "copy it from `az account show --query id`",
    },
  ];
}

/** A tenant that is none, or that is left out. */
export function tenantProblems(tenant: string | undefined, path: string): Problem[] {
  if (tenant !== undefined && isGuid(tenant)) return [];
  return [
    {
      path,
      ...(tenant === undefined ? {} : { value: tenant }),
      problem: tenant === undefined ? "is missing" : "is not an Entra ID tenant",
      allowed: "the subscription's tenant, a GUID in lower case",
      mend: "copy it from `az account show --query tenantId`",
    },
  ];
}

/** A region that Azure doesn't have, or that has no zones. */
export function azureRegionProblems(region: string, path: string): Problem[] {
  return unlistedProblems(region, azureRegions, "is not an Azure region with availability zones", path);
}

/** A region that can hold state, and no environment. */
function clusterRegionProblems(region: string, path: string): Problem[] {
  if (!azureRegions.includes(region) || clusterRegions.includes(region)) return [];
  return [
    {
      path,
      value: region,
      problem: "is a region in which AKS puts no API server into a network of one's own",
      allowed: clusterRegions.join(", "),
      mend: "choose another region",
    },
  ];
}

/** Azure numbers the zones of a region for each subscription anew, and gives them no other name. */
function zoneProblems(zone: string, path: string): Problem[] {
  if (/^[123]$/.test(zone)) return [];
  const number = /[^\d]([123])$/.exec(zone)?.[1];
  return [
    {
      path,
      value: zone,
      problem: "is not a zone as Azure names them",
      allowed: '"1", "2", "3"',
      mend: number === undefined ? "use one of these" : `write "${number}"`,
    },
  ];
}

/**
 * Principals that are none of Entra ID.
 *
 * @param allowed what the field takes, as a noun.
 */
export function objectIdProblems(ids: readonly string[], path: string, allowed: string): Problem[] {
  return ids
    .filter((id) => !isGuid(id))
    .map((id) => ({
      path,
      value: id,
      problem: "is not an object id of Entra ID",
      allowed,
      mend: "copy the object id (not the client id) of the user, group or service principal",
    }));
}

const dnsZoneForm =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/(dnsZones|privateDnsZones)\/[^/]+$/;

/** The command line tool writes "dnszones" and takes both; Terraform would see a difference in every plan. */
function dnsZoneProblems(id: string, path: string): Problem[] {
  if (dnsZoneForm.test(id)) return [];
  return [
    {
      path,
      value: id,
      problem: "is not the resource id of a DNS zone",
      allowed:
        "/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/dnsZones/… (or privateDnsZones)",
      mend: "copy it from `az network dns zone list --query [].id`, and write dnsZones with a capital Z",
    },
  ];
}
