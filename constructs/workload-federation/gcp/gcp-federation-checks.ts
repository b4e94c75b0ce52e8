import type { Problem } from "../../contract/problem";
import { serviceAccountSubject, type WorkloadIdentitySettings } from "../../contract/workload-identity";

/** https://docs.cloud.google.com/iam/docs/workload-identity-federation#mapping */
const longestSubject = 127;

/** Identities for pods whose names Google has no room for. */
export function gcpFederationProblems(
  identities: readonly WorkloadIdentitySettings[],
  path: string,
): Problem[] {
  return identities
    .map((identity) => ({ name: identity.name, subject: serviceAccountSubject(identity) }))
    .filter(({ subject }) => subject.length > longestSubject)
    .map(({ name, subject }) => ({
      path: `${path}.${name}`,
      value: subject,
      problem: "is longer than a subject may be on Google Cloud",
      allowed: `${longestSubject} characters`,
      mend: "shorten the namespace or the service account",
    }));
}
