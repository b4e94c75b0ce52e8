/** How `hera` ends, for scripts. The same table stands in the help of every command. */
export const exitCodes = {
  done: { code: 0, meaning: "done, or nothing had to be done" },
  failed: { code: 1, meaning: "failed: the message says at what" },
  usage: { code: 2, meaning: "wrong usage, or the project's configuration is wrong" },
  locked: { code: 3, meaning: "refused: the state is locked, or its lock's holder may be alive" },
  refused: {
    code: 4,
    meaning: "refused because of what was found: not empty, another lineage, somebody else's, nothing there",
  },
  unconfirmed: {
    code: 5,
    meaning: "not confirmed: answered with no, or no terminal to ask at and no --force",
  },
  credentials: { code: 6, meaning: "no credentials, expired or wrong ones, or access denied" },
  unreachable: { code: 7, meaning: "the store, or the cluster, could not be reached" },
  unsafe: {
    code: 8,
    meaning: "the store does not refuse a second conditional write, so it can't be used for locking",
  },
} as const;

export type ExitReason = keyof typeof exitCodes;

/** The table as it ends a help text. */
export function exitCodesHelp(): string {
  const lines = Object.values(exitCodes).map(({ code, meaning }) => `  ${code}  ${meaning}`);
  return `\nExit codes:\n${lines.join("\n")}`;
}
