import type { Problem } from "../../contract/problem";
import type { CloudAccountInput, EnvironmentAccountInput } from "../../contract/project";
import { unlistedProblems } from "../../contract/shape";
import { adminPrincipalProblems } from "./gcp-principals";
import { gcpRegions } from "./gcp-regions";

/** What is wrong with a Google Cloud account's settings, before any call to Google could say so. */
export function gcpAccountProblems(account: CloudAccountInput, path: string): Problem[] {
  return [
    ...projectIdProblems(account.account, `${path}.account`),
    ...regionProblems(account.region, `${path}.region`),
    ...zoneProblems(account, `${path}.zones`),
    ...adminPrincipalProblems(account.adminPrincipals, `${path}.adminPrincipals`),
    ...dnsZoneProblems(account.dnsZoneIds ?? [], `${path}.dnsZoneIds`),
    ...Object.entries(account.environments ?? {}).flatMap(([name, environment]) =>
      environmentAccountProblems(environment, `${path}.environments.${name}`),
    ),
  ];
}

function environmentAccountProblems(
  { account, deployRole, adminPrincipals, dnsZoneIds }: EnvironmentAccountInput,
  path: string,
): Problem[] {
  return [
    ...(account === undefined ? [] : projectIdProblems(account, `${path}.account`)),
    ...(deployRole === undefined ? [] : deployRoleProblems(deployRole, `${path}.deployRole`)),
    ...adminPrincipalProblems(adminPrincipals ?? [], `${path}.adminPrincipals`),
    ...dnsZoneProblems(dnsZoneIds ?? [], `${path}.dnsZoneIds`),
  ];
}

/** https://docs.cloud.google.com/resource-manager/docs/creating-managing-projects#before_you_begin */
const projectIdForm = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;

/** A text that can't be the id of a Google Cloud project. */
export function projectIdProblems(id: string, path: string): Problem[] {
  if (projectIdForm.test(id)) return [];
  return [
    {
      path,
      value: id,
      problem: "is not the id of a Google Cloud project",
      allowed: "6 to 30 lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
      mend: "copy it from `gcloud config get-value project`; it is neither the project's name nor its number",
    },
  ];
}

/** A region that Google Cloud doesn't have. */
export function regionProblems(region: string, path: string): Problem[] {
  return unlistedProblems(region, gcpRegions, "is not a Google Cloud region", path);
}

/** AI zones (`us-central1-ai1a`) hold no ordinary machines, so only `<region>-<letter>` passes. */
function zoneProblems({ region, zones }: CloudAccountInput, path: string): Problem[] {
  if (!gcpRegions.includes(region)) return [];
  return zones
    .filter((zone) => !(zone.startsWith(region) && /^-[a-z]$/.test(zone.slice(region.length))))
    .map((zone) => ({
      path,
      value: zone,
      problem: `is not a zone of ${region}`,
      allowed: `"${region}-" and a letter`,
      mend: `list the zones that \`gcloud compute zones list --filter=region:${region}\` names`,
    }));
}

/** https://docs.cloud.google.com/iam/docs/service-accounts-create; an old project's id has its domain behind it. */
const serviceAccountForm =
  /^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z][a-z0-9-]*(\.[a-z0-9-]+)*\.iam\.gserviceaccount\.com$/;

function deployRoleProblems(role: string, path: string): Problem[] {
  if (serviceAccountForm.test(role)) return [];
  return [
    {
      path,
      value: role,
      problem: "is not the address of a service account",
      allowed: "an address such as deploy@acme-platform-123456.iam.gserviceaccount.com",
      mend: "copy it from `gcloud iam service-accounts list`",
    },
  ];
}

/** https://docs.cloud.google.com/dns/docs/reference/rest/v1/managedZones#ManagedZone.FIELDS.name */
const managedZoneForm = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;

function dnsZoneProblems(ids: readonly string[], path: string): Problem[] {
  return ids
    .filter((id) => !managedZoneForm.test(id))
    .map((id) => ({
      path,
      value: id,
      problem: "is not the name of a managed zone of Cloud DNS",
      allowed:
        "at most 63 lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
      mend: "copy it from `gcloud dns managed-zones list`; it is not the zone's DNS name",
    }));
}
