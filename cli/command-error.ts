import type { ExitReason } from "./exit-codes";

/** What a user can cause, told in one text with what to do next. Anything else that is thrown is a defect of ours. */
export class CommandError extends Error {
  constructor(
    readonly reason: ExitReason,
    /** What is wrong, a sentence without its full stop. */
    readonly problem: string,
    /** What to do next, likewise. */
    readonly next: string,
  ) {
    super(`${problem}.\n  Next: ${next}${next.endsWith("?") ? "" : "."}`);
    this.name = "CommandError";
  }
}
