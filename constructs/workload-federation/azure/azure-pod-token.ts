import { type PodToken, tokenFile } from "../../contract/pod-token";
import type { Account } from "../../contract/project";
import type { WorkloadIdentity } from "../../contract/workload-identity";
import { tokenAudience } from "../../kubernetes-cluster/azure-aks/workload-identity";

/** https://azure.github.io/azure-workload-identity/docs/installation/mutating-admission-webhook.html */
export function azurePodToken({ principal }: WorkloadIdentity, { tenant }: Account): PodToken {
  if (tenant === undefined) throw new Error("An Azure account needs a tenant.");
  return {
    audience: tokenAudience,
    environment: {
      AZURE_AUTHORITY_HOST: "https://login.microsoftonline.com/",
      AZURE_CLIENT_ID: principal,
      AZURE_FEDERATED_TOKEN_FILE: tokenFile,
      AZURE_TENANT_ID: tenant,
    },
  };
}
