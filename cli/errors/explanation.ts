import { valueAt } from "../../constructs/contract/shape";
import { CommandError } from "../command-error";
import type { ExitReason } from "../exit-codes";

/** Turns what a library throws into what a user can act on; undefined where it is none of its business. */
export type Explanation = (error: unknown) => CommandError | undefined;

/** The names under which libraries say what went wrong: `error.name`, `error.code`, and those of its cause. */
export function errorNames(error: unknown): readonly string[] {
  const own = ["name", "code", "Code", "__type"].map((field) => valueAt(error, [field]));
  const causes = [valueAt(error, ["cause"]), ...causesOf(valueAt(error, ["errors"]))];
  return [
    ...own.filter((name) => typeof name === "string"),
    ...causes.flatMap((cause) => (cause === undefined ? [] : errorNames(cause))),
  ];
}

function causesOf(errors: unknown): readonly unknown[] {
  return Array.isArray(errors) ? errors : [];
}

/** What the error says of itself. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What is told of one kind of failure. */
export type Answer = readonly [reason: ExitReason, problem: string, next: string];

/** An answer with a library's own words, a single line of them. */
export function answerWith([reason, problem, next]: Answer, words: string): CommandError {
  const [line = ""] = words.trim().split("\n");
  const detail = line === "" ? "" : ` (${line.trim().replace(/[.,]$/, "")})`;
  return new CommandError(reason, `${problem}${detail}`, next);
}
