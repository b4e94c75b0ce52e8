import { HetznerError } from "../clouds/hetzner-api";
import { type Answer, answerWith, type Explanation } from "./explanation";

/** What Hetzner Cloud answers: https://docs.hetzner.cloud/reference/cloud#errors */
const statuses: Readonly<Record<number, Answer>> = {
  401: [
    "credentials",
    "Hetzner Cloud doesn't know the token",
    "set TF_VAR_hcloud_token (or HCLOUD_TOKEN) to a token of the environment's project (Console, Security, API tokens)",
  ],
  403: [
    "credentials",
    "the token may not read the project",
    "make a token that may read and write (Console, Security, API tokens)",
  ],
};
const isBusy: Answer = [
  "unreachable",
  "Hetzner can't say at the moment what exists",
  "run the same command again in a minute",
];

/** What Hetzner Cloud's API refuses. */
export const explainHetzner: Explanation = (error) => {
  if (!(error instanceof HetznerError)) return undefined;
  const { status, message } = error;
  const answer = status === 429 || status >= 500 ? isBusy : statuses[status];
  return answer === undefined ? undefined : answerWith(answer, message);
};
