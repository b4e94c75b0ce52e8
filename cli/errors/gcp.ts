import { valueAt } from "../../constructs/contract/shape";
import { AssetError } from "../clouds/gcp-assets";
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

/** What Cloud Asset Inventory, and the sign-in as a service account before it, refuse. */
const assetStatuses: Readonly<Record<number, Answer>> = {
  401: expired,
  403: [
    "credentials",
    "access to the project's inventory was denied",
    "use credentials with the role Cloud Asset Viewer (roles/cloudasset.viewer) on the environment's project; with a `deployRole`, that service account needs it, and the credentials the role Service Account Token Creator on it",
  ],
  404: [
    "refused",
    "the project or its `deployRole` doesn't exist",
    "look at `account` and `deployRole` of the environment's cloud",
  ],
};
const inventoryIsBusy: Answer = [
  "unreachable",
  "Google can't say at the moment what exists",
  "run the same command again in a minute",
];
const assetApiIsOff: Answer = [
  "refused",
  "the Cloud Asset API, which says what exists, is off",
  "turn it on in the project that is named: `gcloud services enable cloudasset.googleapis.com --project PROJECT`; it changes nothing else",
];

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

/** What Google's APIs and its sign-in refuse. */
export const explainGcp: Explanation = (error) => {
  const message = messageOf(error);
  const answer = answeredBy(error) ?? signInOf(error) ?? sentenceOf(message);
  return answer === undefined ? undefined : answerWith(answer, message);
};

function answeredBy(error: unknown): Answer | undefined {
  if (error instanceof GcsError) return statuses[error.status];
  if (!(error instanceof AssetError)) return undefined;
  if (error.reason === "SERVICE_DISABLED") return assetApiIsOff;
  return error.status === 429 || error.status >= 500 ? inventoryIsBusy : assetStatuses[error.status];
}

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
