import { RestError } from "@azure/storage-blob";
import { valueAt } from "../../constructs/contract/shape";
import { type Answer, answerWith, type Explanation, errorNames, messageOf } from "./explanation";

const login = "log in (`az login`), or look at the ARM_… variables, then run the same command";
const wrongSecret: Answer = [
  "credentials",
  "Entra ID doesn't accept the client's secret or token",
  "look at ARM_CLIENT_ID and ARM_CLIENT_SECRET, or at the federated credential of the identity that the job signs in to",
];
const expired: Answer = ["credentials", "the credentials have expired", login];
const unknownClient: Answer = [
  "credentials",
  "Entra ID doesn't know the client or the tenant",
  "look at ARM_CLIENT_ID, and at `tenant` of the state backend",
];

/** Blob Storage's codes, the names of the identity library's errors, and Entra ID's codes. */
const answers: Readonly<Record<string, Answer>> = {
  // https://learn.microsoft.com/entra/identity-platform/reference-error-codes
  AADSTS7000215: wrongSecret,
  AADSTS70021: wrongSecret,
  AADSTS700213: wrongSecret,
  AADSTS700016: unknownClient,
  AADSTS90002: unknownClient,
  AADSTS7000222: expired,
  AADSTS700024: expired,
  AADSTS700082: expired,
  AADSTS70043: expired,
  // https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes
  ContainerNotFound: [
    "refused",
    "the container doesn't exist",
    "make it by `npx cdktf deploy bootstrap`, or bring it back as docs/runbooks/deleted-bucket.md says",
  ],
  ContainerBeingDeleted: [
    "refused",
    "the container is being deleted",
    "bring it back as docs/runbooks/deleted-bucket.md says",
  ],
  // https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
  AuthorizationFailed: [
    "credentials",
    "access to the subscription was denied",
    "use credentials that may read the environment's subscription (role Reader), as `terraform plan` needs them, too",
  ],
  SubscriptionNotFound: [
    "credentials",
    "there is no such subscription, or the credentials may not see it",
    "look at `account` of the environment's cloud, and use credentials that may read it (role Reader)",
  ],
  InvalidAuthenticationTokenTenant: [
    "credentials",
    "the subscription is in another tenant",
    "look at `account` and `tenant` of the environment's cloud",
  ],
  ExpiredAuthenticationToken: expired,
  AccountIsDisabled: ["refused", "the storage account is disabled", "look why the subscription is disabled"],
  InvalidAuthenticationInfo: expired,
  AuthenticationFailed: [
    "credentials",
    "the store doesn't accept the credentials",
    "look whether `tenant` of the state backend is the subscription's, and at the clock of this machine",
  ],
  AuthorizationFailure: [
    "credentials",
    "the storage account lets nobody in from this address",
    "run it from one of `authorizedCidrs` of the state backend",
  ],
  AuthorizationPermissionMismatch: [
    "credentials",
    "access was denied",
    "use credentials that may read and write this environment's state; `access` of the state backend says whose do, and a new grant takes Azure some minutes",
  ],
  CredentialUnavailableError: ["credentials", "no credentials were found for the store", login],
  AuthenticationError: ["credentials", "Entra ID refused to sign in", login],
  AuthenticationRequiredError: ["credentials", "Entra ID refused to sign in", login],
};

/** Several names of one failure. */
const synonyms: Readonly<Record<string, string>> = {
  NoAuthenticationInformation: "AuthenticationFailed",
  InsufficientAccountPermissions: "AuthorizationPermissionMismatch",
};

/** Where an answer has no code. */
const statuses: Readonly<Record<number, string>> = {
  401: "AuthenticationFailed",
  403: "AuthorizationPermissionMismatch",
};

/** What Blob Storage and Entra ID refuse. */
export const explainAzure: Explanation = (error) => {
  const message = messageOf(error);
  const [signIn] = /AADSTS\d+/.exec(message) ?? [];
  const names = [...(signIn === undefined ? [] : [signIn]), ...errorNames(error), ...headName(error)];
  const found = names.map((name) => synonyms[name] ?? name).find((name) => Object.hasOwn(answers, name));
  const answer = found === undefined ? undefined : answers[found];
  if (answer === undefined) return undefined;
  return answerWith(answer, message.split("\n").find((line) => line.includes("AADSTS")) ?? message);
};

/** What is answered to a HEAD has no body: its code is in a header, or there is none. */
function headName(error: unknown): readonly string[] {
  if (!(error instanceof RestError)) return [];
  const code = error.response?.headers.get("x-ms-error-code") ?? statuses[error.statusCode ?? 0];
  return code === undefined ? [] : [code];
}

/** An account's name is in its address, so that where there is no account there is no such address. */
export const explainAzureAccount: Explanation = (error) => {
  if (valueAt(error, ["code"]) !== "ENOTFOUND") return undefined;
  const [, account] = /(\w+)\.blob\.core\.windows\.net/.exec(messageOf(error)) ?? [];
  if (account === undefined) return undefined;
  return answerWith(
    [
      "unreachable",
      `there is no storage account ${account}, or this machine can't look up its address`,
      "make it by `npx cdktf deploy bootstrap`, or look at the network",
    ],
    "",
  );
};
