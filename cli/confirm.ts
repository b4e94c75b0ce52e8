import { CommandError } from "./command-error";
import type { Surroundings } from "./surroundings";

/**
 * Goes on only if the user said so: by `--force`, or by typing `yes` at a terminal.
 *
 * @param question what will be done, as a question.
 * @throws CommandError otherwise.
 */
export async function confirm(
  { ask }: Surroundings,
  { force }: { readonly force?: boolean | undefined },
  question: string,
): Promise<void> {
  if (force === true) return;
  if (ask === undefined) {
    throw new CommandError(
      "unconfirmed",
      "this needs a confirmation, and there is no terminal to ask at",
      "add --force where a script is sure of it",
    );
  }
  const answer = await ask(`${question} Only "yes" is taken for a yes: `);
  if (answer.trim() !== "yes") {
    throw new CommandError(
      "unconfirmed",
      "not confirmed, so nothing was done",
      "run it again to be asked again",
    );
  }
}
