import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";
import { writableDnsZones } from "../../contract/dns-zone";
import {
  permissionsElsewhere,
  type WorkloadFederation,
  type WorkloadFederationProps,
} from "../../contract/workload-federation";
import {
  serviceAccountSubject,
  type WorkloadIdentity,
  type WorkloadIdentitySettings,
} from "../../contract/workload-identity";
import { workloadRole } from "../../kubernetes-cluster/aws-eks/workload-role";
import { awsAudience } from "./aws-pod-token";

/**
 * Roles for the pods of a cluster that stands elsewhere, by the tokens that it signs.
 *
 * AWS checks the certificate of the published keys against public authorities, so that no thumbprint is pinned.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc_verify-thumbprint.html
 */
export class AwsWorkloadFederation extends Construct implements WorkloadFederation {
  private readonly provider: IamOpenidConnectProvider;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: WorkloadFederationProps,
  ) {
    super(scope, id);
    const { url, published } = props.issuer;
    this.provider = new IamOpenidConnectProvider(this, "issuer", {
      url,
      clientIdList: [awsAudience],
      // AWS reads the keys when the provider is made.
      dependsOn: [...published],
    });
  }

  grant(grant: WorkloadIdentitySettings): WorkloadIdentity {
    permissionsElsewhere(grant);
    const { namePrefix, region, account, dnsZone, issuer } = this.props;
    // Conditions name an issuer without its scheme.
    const name = issuer.url.replace(/^https:\/\//, "");
    const { role } = workloadRole(
      new Construct(this, `identity-${grant.name}`),
      grant,
      { namePrefix, region, accountId: account.id, dnsZones: writableDnsZones(account, dnsZone) },
      {
        Sid: "TrustServiceAccount",
        Effect: "Allow",
        Principal: { Federated: this.provider.arn },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: { [`${name}:aud`]: awsAudience, [`${name}:sub`]: serviceAccountSubject(grant) },
        },
      },
    );
    return { principal: role.arn, annotations: { "eks.amazonaws.com/role-arn": role.arn }, podLabels: {} };
  }
}
