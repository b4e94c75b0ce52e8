import { principalForm, regionProblems } from "../../account/aws/aws-account-checks";
import { stateRoles } from "../../contract/backend-block";
import { cidrSchema } from "../../contract/cidr";
import { nameProblems } from "../../contract/names";
import type { Problem } from "../../contract/problem";
import { parse } from "../../contract/shape";
import type { StatePrincipal } from "../../contract/state-access";
import type { StateBackendSettings } from "../../contract/state-backend";
import { accessLogBucketOf, replicaOf, replicationRoleOf, roleNameOf, stateBuckets } from "./names";
import { trustPolicyLimit, trustStatements } from "./role-trust";

/** What is wrong with a state backend's settings for S3 and DynamoDB. */
export function awsStateProblems(settings: StateBackendSettings, path: string): Problem[] {
  return [
    ...regionProblems(settings.location, `${path}.location`),
    ...replicaProblems(settings, `${path}.replicaLocation`),
    ...(settings.authorizedCidrs ?? []).flatMap(
      (cidr, place) => parse(cidrSchema, cidr, `${path}.authorizedCidrs[${place}]`).problems,
    ),
    ...accessProblems(settings, `${path}.access`),
    ...nameProblems("project.name", longestNames(settings)),
  ];
}

function longestNames(settings: StateBackendSettings) {
  const buckets = stateBuckets(settings).flatMap(({ bucket }) => [bucket, replicaOf(settings, bucket)]);
  const roles = Object.keys(settings.access).flatMap((environment) =>
    stateRoles.map((role) => roleNameOf(settings, environment, role)),
  );
  return [
    ...[...buckets.filter((name) => name !== ""), accessLogBucketOf(settings)].map((name) => ({
      kind: "S3 bucket",
      name,
      limit: 63,
    })),
    ...[...roles, replicationRoleOf(settings)].map((name) => ({ kind: "IAM role", name, limit: 64 })),
  ];
}

/** S3 copies only into a bucket that somebody chose a Region for. */
function replicaProblems({ redundancy, replicaLocation }: StateBackendSettings, path: string): Problem[] {
  if (replicaLocation !== undefined) return regionProblems(replicaLocation, path);
  if (redundancy !== "geo") return [];
  return [
    {
      path,
      problem: 'is missing, and redundancy "geo" needs it',
      allowed: "another AWS Region",
      mend: 'name the Region of the second copy, or use redundancy: "zone"',
    },
  ];
}

function accessProblems(settings: StateBackendSettings, path: string): Problem[] {
  return Object.entries(settings.access).flatMap(([environment, access]) =>
    stateRoles.flatMap((role) => [
      ...access[role].flatMap((principal) => principalProblems(principal, `${path}.${environment}.${role}`)),
      ...trustProblems(settings, access[role], `${path}.${environment}.${role}`),
    ]),
  );
}

function principalProblems(principal: StatePrincipal, path: string): Problem[] {
  if (typeof principal !== "string" || /^\d{12}$/.test(principal) || principalForm.test(principal)) return [];
  return [
    {
      path,
      value: principal,
      problem: "is neither an AWS account nor an IAM role or user",
      allowed:
        'twelve digits, an ARN such as arn:aws:iam::123456789012:role/deploy, or { issuer: "https://…", subject: "…" }',
      mend: "give the ARN of the role or user itself, not of an assumed-role session, a group or a service's role",
    },
  ];
}

function trustProblems(
  settings: StateBackendSettings,
  principals: readonly StatePrincipal[],
  path: string,
): Problem[] {
  const length = JSON.stringify({
    Version: "2012-10-17",
    Statement: trustStatements(settings, principals),
  }).length;
  if (length <= trustPolicyLimit) return [];
  return [
    {
      path,
      value: principals.length,
      problem: "is more principals than a role's trust policy holds",
      allowed: `a trust policy of ${trustPolicyLimit} characters; these need ${length}`,
      mend: "name a role that they share, or the account",
    },
  ];
}
