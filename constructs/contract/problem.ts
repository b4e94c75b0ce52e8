import { inspect } from "node:util";

/** One thing that is wrong with a configuration, told so that the reader can mend it. */
export interface Problem {
  /** Where it is: `dev.network.cidr` is `network.cidr` in the environment `dev`. */
  readonly path: string;
  /** The value found there; `undefined` when the field is missing. */
  readonly value?: unknown;
  /** What is wrong with it, as the rest of a sentence: "has host bits set". */
  readonly problem: string;
  /** What is allowed instead. */
  readonly allowed: string;
  /** What to do about it. */
  readonly mend: string;
}

/** The configuration can't be used; the message lists every problem, not the first one only. */
export class ConfigurationError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(`${count} in the configuration; nothing was written.\n\n${problems.map(describe).join("\n\n")}\n`);
    this.name = "ConfigurationError";
    this.problems = problems;
  }
}

function describe({ path, value, problem, allowed, mend }: Problem): string {
  const subject = value === undefined ? path : `${path} = ${show(value)}`;
  return `${subject} ${problem}.\n  Allowed: ${allowed}.\n  Mend: ${mend}${mend.endsWith("?") ? "" : "."}`;
}

/** A value as the configuration's file would have it, also where JSON knows no form for it. */
function show(value: unknown): string {
  if (typeof value === "number") return String(value);
  try {
    return JSON.stringify(value) ?? inspect(value);
  } catch {
    return inspect(value, { breakLength: Number.POSITIVE_INFINITY });
  }
}
