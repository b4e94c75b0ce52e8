import type { Problem } from "../../contract/problem";
import type { CloudAccountInput, EnvironmentAccountInput } from "../../contract/project";
import { unlistedProblems } from "../../contract/shape";
import { awsRegions } from "./aws-regions";

/** What is wrong with an AWS account's settings, before any call to AWS could say so. */
export function awsAccountProblems(account: CloudAccountInput, path: string): Problem[] {
  return [
    ...accountIdProblems(account.account, `${path}.account`),
    ...regionProblems(account.region, `${path}.region`),
    ...zoneProblems(account, `${path}.zones`),
    ...principalProblems(account.adminPrincipals, `${path}.adminPrincipals`),
    ...dnsZoneProblems(account.dnsZoneIds ?? [], `${path}.dnsZoneIds`),
    ...Object.entries(account.environments ?? {}).flatMap(([name, environment]) =>
      environmentAccountProblems(environment, account.account, `${path}.environments.${name}`),
    ),
  ];
}

/** A region that AWS doesn't have. */
export function regionProblems(region: string, path: string): Problem[] {
  return unlistedProblems(region, awsRegions, "is not an AWS Region", path);
}

function environmentAccountProblems(
  { account, deployRole, adminPrincipals, dnsZoneIds }: EnvironmentAccountInput,
  defaultAccount: string,
  path: string,
): Problem[] {
  return [
    ...(account === undefined ? [] : accountIdProblems(account, `${path}.account`)),
    ...(deployRole === undefined
      ? missingRoleProblems(account ?? defaultAccount, defaultAccount, path)
      : deployRoleProblems(deployRole, account ?? defaultAccount, `${path}.deployRole`)),
    ...principalProblems(adminPrincipals ?? [], `${path}.adminPrincipals`),
    ...dnsZoneProblems(dnsZoneIds ?? [], `${path}.dnsZoneIds`),
  ];
}

function accountIdProblems(account: string, path: string): Problem[] {
  if (/^\d{12}$/.test(account)) return [];
  return [
    {
      path,
      value: account,
      problem: "is not an AWS account id",
      allowed: "twelve digits, as text",
      mend: "copy it from `aws sts get-caller-identity --query Account`",
    },
  ];
}

/** Local Zones and Wavelength Zones can't hold EKS node groups, so only `<region><letter>` passes. */
function zoneProblems({ region, zones }: CloudAccountInput, path: string): Problem[] {
  if (!awsRegions.includes(region)) return [];
  return zones
    .filter((zone) => !(zone.startsWith(region) && /^[a-z]$/.test(zone.slice(region.length))))
    .map((zone) => ({
      path,
      value: zone,
      problem: `is not a zone of ${region}`,
      allowed: `"${region}" and a letter`,
      mend: `list the zones that \`aws ec2 describe-availability-zones --region ${region}\` names`,
    }));
}

/** A role or user. The roles of services (below aws-service-role/) are refused by EKS, and sign in nowhere else. */
export const principalForm = /^arn:aws:iam::\d{12}:(role\/(?!aws-service-role\/)|user\/)[\w+=,.@/-]+$/;

function principalProblems(principals: readonly string[], path: string): Problem[] {
  const malformed = principals.filter((principal) => !principalForm.test(principal));
  const names = principals.map(withoutPath);
  const alike = principals.filter((principal, place) => names.indexOf(withoutPath(principal)) < place);
  return [
    ...malformed.map((principal) => ({
      path,
      value: principal,
      problem: "is not an IAM role or user",
      allowed: "an ARN such as arn:aws:iam::123456789012:role/platform-admin",
      mend: "give the ARN of the role or user itself, not of an assumed-role session, a group or a service's role",
    })),
    ...alike.map((principal) => ({
      path,
      value: principal,
      problem: "differs from another principal by its path alone, and no account has two of one name",
      allowed: "each principal once",
      mend: "remove the wrong one of the two",
    })),
  ];
}

function withoutPath(principal: string): string {
  return principal.replace(/\/.*\//, "/");
}

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZone.html */
function dnsZoneProblems(ids: readonly string[], path: string): Problem[] {
  return ids
    .filter((id) => !/^Z[A-Z0-9]{1,31}$/.test(id))
    .map((id) => ({
      path,
      value: id,
      problem: "is not the id of a Route 53 hosted zone",
      allowed: 'ids such as "Z0123456789ABCDEFGHIJ", without "/hostedzone/"',
      mend: "copy it from `aws route53 list-hosted-zones`",
    }));
}

/** One set of credentials reaches the state, which is in the default account; only a role leads out of there. */
function missingRoleProblems(account: string, defaultAccount: string, path: string): Problem[] {
  if (account === defaultAccount || accountIdProblems(account, path).length > 0) return [];
  return [
    {
      path: `${path}.deployRole`,
      problem: `is missing, and the account is another one than that of the state (${defaultAccount})`,
      allowed: `a role of the environment's account, such as arn:aws:iam::${account}:role/deploy`,
      mend: "name a role that the identity that runs Terraform may assume",
    },
  ];
}

function deployRoleProblems(role: string, account: string, path: string): Problem[] {
  const owner = /^arn:aws:iam::(\d{12}):role\/[\w+=,.@/-]+$/.exec(role)?.[1];
  if (owner === account) return [];
  return [
    {
      path,
      value: role,
      problem: owner === undefined ? "is not an IAM role" : `is a role of another account (${owner})`,
      allowed: `a role of the environment's account, such as arn:aws:iam::${account}:role/deploy`,
      mend: "correct the role, or the environment's account",
    },
  ];
}
