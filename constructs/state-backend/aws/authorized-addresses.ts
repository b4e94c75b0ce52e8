import type { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import type { PolicyStatement } from "../../account/aws/iam-policy";
import type { StateBackendSettings } from "../../contract/state-backend";
import { replicationRoleArn } from "./names";

/** From where a bucket may be reached. */
export interface AddressRule {
  readonly cidrs: readonly string[];
  /** The role that S3 copies versions with, from addresses of its own; undefined without a replica. */
  readonly replicationRole?: string | undefined;
}

/** The project's rule for each of its buckets, or undefined where it has none. */
export function addressRule(settings: StateBackendSettings): AddressRule | undefined {
  const { authorizedCidrs: cidrs, redundancy } = settings;
  if (cidrs === undefined) return undefined;
  return { cidrs, replicationRole: redundancy === "geo" ? replicationRoleArn(settings) : undefined };
}

/**
 * Refuses requests from other addresses, whoever makes them. A request over the internet has `aws:SourceIp`, one
 * through a VPC endpoint has `aws:VpcSourceIp` in its place; a key that is absent fits a negated operator, so that each
 * request is judged by the address that it has. AWS' services are let through: as themselves (log delivery), on a
 * caller's behalf, and S3 with the replication role, which is neither of the two.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function otherAddressesRefused({ arn }: S3Bucket, rule: AddressRule): PolicyStatement {
  const { cidrs, replicationRole } = rule;
  return {
    Sid: "DenyOtherAddresses",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [arn, `${arn}/*`],
    Condition: {
      NotIpAddress: { "aws:SourceIp": cidrs, "aws:VpcSourceIp": cidrs },
      BoolIfExists: { "aws:ViaAWSService": "false", "aws:PrincipalIsAWSService": "false" },
      ...(replicationRole === undefined ? {} : { ArnNotEquals: { "aws:PrincipalArn": replicationRole } }),
    },
  };
}
