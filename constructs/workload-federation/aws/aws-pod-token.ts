import { type PodToken, tokenFile } from "../../contract/pod-token";
import type { Account } from "../../contract/project";
import type { WorkloadIdentity } from "../../contract/workload-identity";

/** What tokens for AWS are for, unless a pod asks otherwise: https://github.com/aws/amazon-eks-pod-identity-webhook */
export const awsAudience = "sts.amazonaws.com";

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html */
export function awsPodToken({ principal }: WorkloadIdentity, { region }: Account): PodToken {
  return {
    audience: awsAudience,
    environment: {
      AWS_REGION: region,
      AWS_ROLE_ARN: principal,
      AWS_WEB_IDENTITY_TOKEN_FILE: tokenFile,
    },
  };
}
