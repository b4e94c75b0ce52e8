import { ConfigurationError } from "../../constructs/contract/problem";
import { CommandError } from "../command-error";
import { LockHeldError, NoHistoryError } from "../stores/state-client";
import { explainAws } from "./aws";
import { explainAzure, explainAzureAccount } from "./azure";
import type { Explanation } from "./explanation";
import { explainGcp } from "./gcp";
import { explainHetzner } from "./hetzner";
import { explainNetwork } from "./network";

const explainOurs: Explanation = (error) => {
  if (error instanceof CommandError) return error;
  if (error instanceof ConfigurationError) {
    return new CommandError(
      "usage",
      error.message.trim().replace(/\.$/, ""),
      "mend envs/, then run it again",
    );
  }
  if (error instanceof LockHeldError) {
    return new CommandError(
      "locked",
      error.message,
      "wait until it is done; if nobody is at work any more, free it by `npx hera state unlock` (docs/runbooks/stuck-lock.md)",
    );
  }
  if (error instanceof NoHistoryError) {
    return new CommandError("refused", error.message, "use a copy that you keep elsewhere");
  }
  return undefined;
};

/**
 * Asked in turn; a further store adds what its library throws. The network comes first, because it hides within others,
 * but for an address that isn't there because the account isn't.
 */
const explanations: readonly Explanation[] = [
  explainOurs,
  explainAzureAccount,
  explainNetwork,
  explainAzure,
  explainGcp,
  explainHetzner,
  explainAws,
];

/** What a user can act on, of anything that was thrown; undefined for a defect of ours. */
export function explain(error: unknown): CommandError | undefined {
  for (const explanation of explanations) {
    const explained = explanation(error);
    if (explained !== undefined) return explained;
  }
  return undefined;
}
