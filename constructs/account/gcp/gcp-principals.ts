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

const addresses =
  "group:…, user:… or serviceAccount:… with an address, principal://… or principalSet://… of an identity pool";

function isPrincipal(principal: string): boolean {
  return principalForms.some((form) => form.test(principal));
}

/** A principal of the state that Google Cloud would refuse, or that would let everybody in. */
export function principalProblems(principal: string, path: string): Problem[] {
  if (isPrincipal(principal)) return [];
  return [
    {
      path,
      value: principal,
      problem: "is not a principal of Google Cloud",
      allowed: `${addresses}, or { issuer, subject }`,
      mend: "write it as `gcloud storage buckets add-iam-policy-binding --member` takes it; everybody (allUsers, allAuthenticatedUsers, a whole pool) can't be given state",
    },
  ];
}

/** Administrators of clusters that Google Cloud would refuse, that mean everybody, or that are one. */
export function adminPrincipalProblems(principals: readonly string[], path: string): Problem[] {
  const malformed = principals.filter((principal) => !isPrincipal(principal));
  const written = principals.map((principal) => principal.toLowerCase());
  // The same twice is told of a list on any cloud.
  const alike = principals.filter((principal, place) => {
    const first = written.indexOf(principal.toLowerCase());
    return first < place && !principals.slice(0, place).includes(principal);
  });
  return [
    ...malformed.map((principal) => ({
      path,
      value: principal,
      problem: "is not a principal of Google Cloud",
      allowed: addresses,
      mend: "write it as `gcloud projects add-iam-policy-binding --member` takes it; everybody (allUsers, allAuthenticatedUsers, a whole pool) can't administer a cluster",
    })),
    ...alike.map((principal) => ({
      path,
      value: principal,
      problem: "differs from another principal by its capitals alone, which Google Cloud doesn't tell apart",
      allowed: "each principal once",
      mend: "remove one of the two",
    })),
  ];
}
