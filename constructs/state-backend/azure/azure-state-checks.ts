import {
  azureRegionProblems,
  objectIdProblems,
  subscriptionProblems,
  tenantProblems,
} from "../../account/azure/azure-account-checks";
import { pairedAzureRegions } from "../../account/azure/azure-regions";
import { stateRoles } from "../../contract/backend-block";
import type { Problem } from "../../contract/problem";
import { isOidcSubject } from "../../contract/state-access";
import type { StateBackendSettings } from "../../contract/state-backend";
import { authorizedAddressProblems } from "./authorized-addresses";

/** What is wrong with a state backend's settings for Blob Storage. */
export function azureStateProblems(settings: StateBackendSettings, path: string): Problem[] {
  const { account, tenant, location, authorizedCidrs = [], accessLogDays } = settings;
  return [
    ...subscriptionProblems(account, `${path}.account`),
    ...tenantProblems(tenant, `${path}.tenant`),
    ...azureRegionProblems(location, `${path}.location`),
    ...pairProblems(settings, `${path}.redundancy`),
    ...authorizedAddressProblems(authorizedCidrs, `${path}.authorizedCidrs`),
    ...accessLogProblems(accessLogDays, `${path}.accessLogDays`),
    ...accessProblems(settings, `${path}.access`),
  ];
}

/** @throws Error where the checks above were not asked. */
export function tenantOf({ tenant }: StateBackendSettings): string {
  if (tenant === undefined) throw new Error("a state backend in Azure without its tenant");
  return tenant;
}

function pairProblems({ redundancy, location }: StateBackendSettings, path: string): Problem[] {
  if (redundancy !== "geo" || azureRegionProblems(location, path).length > 0) return [];
  if (pairedAzureRegions.includes(location)) return [];
  return [
    {
      path,
      value: redundancy,
      problem: `can't be had in ${location}, which Azure has paired with no second region`,
      allowed: `"zone", or "geo" in ${pairedAzureRegions.join(", ")}`,
      mend: 'use "zone", or another location',
    },
  ];
}

/** https://learn.microsoft.com/azure/azure-monitor/logs/data-retention-configure */
function accessLogProblems(days: number, path: string): Problem[] {
  if (days === 0 || (days >= 30 && days <= 730)) return [];
  return [
    {
      path,
      value: days,
      problem: "is a time that Log Analytics doesn't keep a log for",
      allowed: "0 for no log, or 30 to 730 days",
      mend: days < 30 ? "use 30" : "use 730",
    },
  ];
}

/** A user-assigned identity takes no more: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations */
const mostSubjects = 20;

function accessProblems({ access }: StateBackendSettings, path: string): Problem[] {
  return Object.entries(access).flatMap(([environment, roles]) =>
    stateRoles.flatMap((role) => {
      const field = `${path}.${environment}.${role}`;
      const subjects = roles[role].filter(isOidcSubject).length;
      const objectIds = roles[role].flatMap((principal) => (isOidcSubject(principal) ? [] : [principal]));
      const allowed = "a GUID in lower case, or { issuer, subject } of a CI service's job";
      return [
        ...objectIdProblems(objectIds, field, allowed),
        ...(subjects <= mostSubjects
          ? []
          : [
              {
                path: field,
                value: subjects,
                problem: "is more subjects than one identity takes",
                allowed: `${mostSubjects} subjects`,
                mend: "let jobs share a subject, such as that of a GitHub environment",
              },
            ]),
      ];
    }),
  );
}
