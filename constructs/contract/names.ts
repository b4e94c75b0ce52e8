import type { Problem } from "./problem";

/** A name that a construct gives, and how long the cloud lets it be. */
export interface NameLimit {
  /** What carries the name: "IAM role". */
  readonly kind: string;
  /** The name itself. */
  readonly name: string;
  /** Characters at the most. */
  readonly limit: number;
}

/** The names that are longer than their cloud allows once project, environment and suffix are joined. */
export function nameProblems(path: string, names: readonly NameLimit[]): Problem[] {
  return names
    .filter(({ name, limit }) => name.length > limit)
    .map(({ kind, name, limit }) => ({
      path,
      value: name,
      problem: `is too long for the name of an ${kind} by ${name.length - limit}`,
      allowed: `${limit} characters`,
      mend: "shorten the project's or the environment's name",
    }));
}
