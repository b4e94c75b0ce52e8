import type { Problem } from "../../contract/problem";
import { unlistedProblems } from "../../contract/shape";
import { azureRegions } from "./azure-regions";

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
