import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";
import { isOidcSubject } from "../../contract/state-access";
import type { StateBackendSettings } from "../../contract/state-backend";
import { audienceOf, issuerName } from "./role-trust";

/**
 * The CI services whose tokens the account accepts, for as many audiences as the roles ask for. IAM itself finds out
 * the certificate's thumbprint.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc_verify-thumbprint.html
 */
export class OidcProviders extends Construct {
  constructor(scope: Construct, id: string, { access }: StateBackendSettings) {
    super(scope, id);
    const jobs = Object.values(access)
      .flatMap(({ plan, apply }) => [...plan, ...apply])
      .filter(isOidcSubject);
    for (const issuer of new Set(jobs.map((job) => job.issuer))) {
      const audiences = jobs.filter((job) => job.issuer === issuer).map(audienceOf);
      new IamOpenidConnectProvider(this, issuerName(issuer).replace(/[^A-Za-z0-9]+/g, "-"), {
        url: issuer,
        clientIdList: [...new Set(audiences)].sort(),
      });
    }
  }
}
