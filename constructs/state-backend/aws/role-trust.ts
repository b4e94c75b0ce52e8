import type { PolicyStatement } from "../../account/aws/iam-policy";
import { isOidcSubject, type OidcSubject, type StatePrincipal } from "../../contract/state-access";
import type { StateBackendSettings } from "../../contract/state-backend";

/** Whom the tokens of a CI job are for, unless the project says otherwise; what AWS' own actions ask for. */
const defaultAudience = "sts.amazonaws.com";

/** What a role's trust policy may have, unless AWS raises it: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const trustPolicyLimit = 2048;

/** Who may take a role: identities of AWS, and exactly the named jobs of CI services. */
export function trustStatements(
  settings: StateBackendSettings,
  principals: readonly StatePrincipal[],
): PolicyStatement[] {
  const identities = principals.filter((one) => typeof one === "string").map(principalArn);
  const jobs = principals.filter(isOidcSubject);
  const services = [...new Set(jobs.map((job) => JSON.stringify([job.issuer, audienceOf(job)])))];
  return [
    ...(identities.length === 0 ? [] : [trustInIdentities(identities)]),
    ...services.map((service) =>
      trustInJobs(
        settings,
        jobs.filter((job) => JSON.stringify([job.issuer, audienceOf(job)]) === service),
      ),
    ),
  ];
}

/** The audience that a job's token must have. */
export function audienceOf({ audience }: OidcSubject): string {
  return audience ?? defaultAudience;
}

/** The issuer as IAM names it: without its scheme. */
export function issuerName(issuer: string): string {
  return issuer.replace(/^https:\/\//, "");
}

function trustInIdentities(arns: readonly string[]): PolicyStatement {
  return { Sid: "TrustIdentities", Effect: "Allow", Principal: { AWS: arns }, Action: "sts:AssumeRole" };
}

function trustInJobs({ account }: StateBackendSettings, jobs: readonly OidcSubject[]): PolicyStatement {
  const [job] = jobs;
  if (job === undefined) throw new Error("no job to trust");
  const issuer = issuerName(job.issuer);
  const word = (text: string) => text.replace(/[^A-Za-z0-9]/g, "");
  return {
    Sid: `TrustJobsOf${word(issuer)}For${word(audienceOf(job))}`,
    Effect: "Allow",
    Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${issuer}` },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: {
        [`${issuer}:aud`]: audienceOf(job),
        [`${issuer}:sub`]: jobs.map(({ subject }) => subject),
      },
    },
  };
}

/** An account as a whole is its root: whom of it, its own rules say. */
function principalArn(principal: string): string {
  return /^\d+$/.test(principal) ? `arn:aws:iam::${principal}:root` : principal;
}
