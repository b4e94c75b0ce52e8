import { CommandError } from "../command-error";
import { type Explanation, errorNames, messageOf } from "./explanation";

/** Node's names of a store that can't be reached: https://nodejs.org/api/errors.html#common-system-errors */
const unreachable: readonly string[] = [
  "ENOTFOUND",
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ETIMEDOUT",
  "EPIPE",
  "TimeoutError",
];

/** Node's names of a certificate that it doesn't trust: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const untrusted: readonly string[] = [
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "CERT_HAS_EXPIRED",
];

/** A machine without a way to the store, or with something on that way that it doesn't trust. */
export const explainNetwork: Explanation = (error) => {
  const names = errorNames(error);
  if (names.some((name) => untrusted.includes(name))) {
    return new CommandError(
      "unreachable",
      `the store's certificate is not trusted (${messageOf(error)})`,
      "name the file of your network's certificate authority in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS",
    );
  }
  if (names.some((name) => unreachable.includes(name))) {
    return new CommandError(
      "unreachable",
      `the store can't be reached (${messageOf(error)})`,
      "look at the network, and at HTTPS_PROXY where one is needed; the command can be run again as it is",
    );
  }
  return undefined;
};
