import type { Problem } from "../../contract/problem";

/**
 * Principals as a policy of Google Cloud names them, but for those that mean everybody.
 * https://docs.cloud.google.com/iam/docs/principal-identifiers
 */
const principalForms: readonly RegExp[] = [
  /^(user|group|serviceAccount):[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/,
  /^principal:\/\/iam\.googleapis\.com\/\S+\/subject\/[^\s*]+$/,
  /^principalSet:\/\/iam\.googleapis\.com\/\S+\/(group|attribute\.[a-z0-9_]+)\/[^\s*]+$/,
];

/** A principal that Google Cloud would refuse, or that would let everybody in. */
export function principalProblems(principal: string, path: string): Problem[] {
  if (principalForms.some((form) => form.test(principal))) return [];
  return [
    {
      path,
      value: principal,
      problem: "is not a principal of Google Cloud",
      allowed:
        "group:…, user:… or serviceAccount:… with an address, principal://… or principalSet://… of an identity pool, or { issuer, subject }",
      mend: "write it as `gcloud storage buckets add-iam-policy-binding --member` takes it; everybody (allUsers, allAuthenticatedUsers, a whole pool) can't be given state",
    },
  ];
}
