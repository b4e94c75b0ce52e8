import { valueAt } from "../../constructs/contract/shape";
import { GcsError } from "../stores/gcs-objects";
import { type Answer, answerWith, type Explanation, messageOf } from "./explanation";

const login =
  "log in (`gcloud auth application-default login`), or set GOOGLE_CREDENTIALS, then run the same command";
const expired: Answer = ["credentials", "the credentials have expired or were withdrawn", login];
const missing: Answer = ["credentials", "no credentials were found for the store", login];

/** What Cloud Storage answers: https://docs.cloud.google.com/storage/docs/json_api/v1/status-codes */
const statuses: Readonly<Record<number, Answer>> = {
  401: expired,
  403: [
    "credentials",
    "access was denied",
    "use credentials that may read and write this environment's state, from one of `authorizedCidrs`; `access` of the state backend says whose do",
  ],
  404: [
    "refused",
    "the bucket doesn't exist",
    "make it by `npx cdktf deploy bootstrap`, or bring it back as docs/runbooks/deleted-bucket.md says",
  ],
};

/** OAuth's names of what a sign-in is refused for: https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
const signIns: Readonly<Record<string, Answer>> = {
  invalid_grant: expired,
  invalid_client: ["credentials", "Google doesn't know the client of the credentials", login],
  unauthorized_client: ["credentials", "Google doesn't let the client of the credentials sign in", login],
  invalid_target: [
    "credentials",
    "Google doesn't know the identity pool that the token is for",
    "look at the configuration of the workload identity that the job signs in with",
  ],
};

/** The library's own sentences: it gives these errors no name. */
const sentences: readonly (readonly [RegExp, Answer])[] = [
  [/^Could not load the default credentials/, missing],
  [/does not exist, or it is not a file/, missing],
  [/^Could not refresh access token/, expired],
];

/** What Cloud Storage and Google's sign-in refuse. */
export const explainGcp: Explanation = (error) => {
  const message = messageOf(error);
  const answer =
    error instanceof GcsError ? statuses[error.status] : (signInOf(error) ?? sentenceOf(message));
  return answer === undefined ? undefined : answerWith(answer, message);
};

/** A sign-in's refusal has its name in the answer, or in the library's words where it passes the answer on. */
function signInOf(error: unknown): Answer | undefined {
  const answered = valueAt(error, ["response", "data", "error"]);
  const [, told] = /^Error code (\w+)/.exec(messageOf(error)) ?? [];
  const name = typeof answered === "string" ? answered : told;
  return name !== undefined && Object.hasOwn(signIns, name) ? signIns[name] : undefined;
}

function sentenceOf(message: string): Answer | undefined {
  return sentences.find(([sentence]) => sentence.test(message))?.[1];
}
