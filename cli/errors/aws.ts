import { valueAt } from "../../constructs/contract/shape";
import { type Answer, answerWith, type Explanation, errorNames, messageOf } from "./explanation";

/** S3's and DynamoDB's own names of failures, also as S3-compatible stores use them. */
const answers: Readonly<Record<string, Answer>> = {
  CredentialsProviderError: [
    "credentials",
    "no credentials were found for the store",
    "log in (`aws sso login`), or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
  ],
  ExpiredToken: ["credentials", "the credentials have expired", "log in again, then run the same command"],
  InvalidAccessKeyId: [
    "credentials",
    "the store doesn't know the access key",
    "look which credentials are set (`aws sts get-caller-identity`)",
  ],
  SignatureDoesNotMatch: [
    "credentials",
    "the secret key doesn't belong to the access key",
    "look which credentials are set, and at the clock of this machine",
  ],
  RequestTimeTooSkewed: [
    "credentials",
    "the clock of this machine differs too much from the store's",
    "set the clock, then run the same command",
  ],
  AccessDenied: [
    "credentials",
    "access was denied",
    "use credentials that may read and write this environment's state; `access` of the state backend says whose do",
  ],
  NoSuchBucket: [
    "refused",
    "the bucket doesn't exist",
    "make it by `npx cdktf deploy bootstrap`, or bring it back as docs/runbooks/deleted-bucket.md says",
  ],
  ResourceNotFoundException: [
    "refused",
    "the lock table doesn't exist",
    "make it by `npx cdktf deploy bootstrap`",
  ],
  PermanentRedirect: [
    "refused",
    "the bucket is in another region",
    "set `location` of the state backend to the bucket's region",
  ],
};

/** Several names of one failure. */
const synonyms: Readonly<Record<string, string>> = {
  ExpiredTokenException: "ExpiredToken",
  TokenRefreshRequired: "ExpiredToken",
  UnrecognizedClientException: "InvalidAccessKeyId",
  InvalidClientTokenId: "InvalidAccessKeyId",
  InvalidSignatureException: "SignatureDoesNotMatch",
  AccessDeniedException: "AccessDenied",
  AllAccessDisabled: "AccessDenied",
  Forbidden: "AccessDenied",
  AuthorizationHeaderMalformed: "PermanentRedirect",
};

/** What S3 answers to a HEAD has no body, and so no name: the status is all. */
const statuses: Readonly<Record<number, string>> = { 301: "PermanentRedirect", 403: "AccessDenied" };

/** What AWS, and stores that speak like it, refuse. */
export const explainAws: Explanation = (error) => {
  const status = valueAt(error, ["$metadata", "httpStatusCode"]);
  const byStatus = typeof status === "number" ? statuses[status] : undefined;
  const names = [...errorNames(error), ...(byStatus === undefined ? [] : [byStatus])];
  const found = names.map((name) => synonyms[name] ?? name).find((name) => Object.hasOwn(answers, name));
  const answer = found === undefined ? undefined : answers[found];
  if (answer === undefined) return undefined;
  const message = messageOf(error);
  return answerWith(answer, message === "UnknownError" ? "" : message);
};
