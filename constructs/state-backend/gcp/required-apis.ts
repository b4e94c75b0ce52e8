import { isOidcSubject } from "../../contract/state-access";
import type { StateBackendSettings } from "../../contract/state-backend";

/** The APIs that the state backend calls. */
export function requiredApis({ encryption, access }: StateBackendSettings): readonly string[] {
  const principals = Object.values(access).flatMap(({ plan, apply }) => [...plan, ...apply]);
  return [
    "storage",
    ...(encryption === "customer-key" ? ["cloudkms"] : []),
    // The pool itself, the exchange of a token of the CI service, and the token that comes of it.
    ...(principals.some(isOidcSubject) ? ["iam", "sts", "iamcredentials"] : []),
  ];
}
