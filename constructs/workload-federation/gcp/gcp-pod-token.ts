import { credentialsFile, type PodToken, tokenFile } from "../../contract/pod-token";
import { terraformArgument } from "../../contract/terraform-text";
import type { WorkloadIdentity } from "../../contract/workload-identity";

/** https://google.aip.dev/auth/4117 */
export function gcpPodToken({ principal, annotations }: WorkloadIdentity): PodToken {
  const { "cloud.google.com/audience": audience, "cloud.google.com/workload-identity-provider": provider } =
    annotations;
  if (audience === undefined) throw new Error("The identity is of no pool for pods of other clouds.");
  const impersonation = "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts";
  const credentials = {
    type: "external_account",
    audience: `//iam.googleapis.com/${provider}`,
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    token_url: "https://sts.googleapis.com/v1/token",
    service_account_impersonation_url: `${impersonation}/${principal}:generateAccessToken`,
    credential_source: { file: tokenFile },
  };
  return {
    audience,
    environment: { GOOGLE_APPLICATION_CREDENTIALS: credentialsFile },
    // It becomes part of values that Terraform writes in JSON.
    credentials: terraformArgument(JSON.stringify(credentials)),
  };
}
