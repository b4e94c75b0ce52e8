import { valueAt } from "../../constructs/contract/shape";
import type { CommandError } from "../command-error";

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
