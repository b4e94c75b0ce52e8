import { z } from "zod";

/** What a single value must satisfy beyond its type. */
export interface Rule<T> {
  /** Whether a value satisfies it. */
  readonly holds: (value: T) => boolean;
  /** What is wrong when it doesn't hold, as the rest of a sentence. */
  readonly problem: string;
  /** What is allowed instead, as a noun. */
  readonly allowed: string;
  /** A sentence, or one made from the value. */
  readonly mend: string | ((value: T) => string);
}

/** Adds a rule to a schema; its texts reach the reader unchanged. */
export function ruled<Schema extends z.ZodType>(schema: Schema, rule: Rule<z.output<Schema>>): Schema {
  return schema.superRefine((value, context) => {
    if (rule.holds(value)) return;
    const mend = typeof rule.mend === "string" ? rule.mend : rule.mend(value);
    context.addIssue({ code: "custom", message: rule.problem, params: { allowed: rule.allowed, mend } });
  });
}

/** A text of a given form. */
export function textMatching(form: RegExp, allowed: string, mend: Rule<string>["mend"]) {
  return ruled(z.string(), {
    holds: (value) => form.test(value),
    problem: "is not of the right form",
    allowed,
    mend,
  });
}

/** A whole number within bounds, both included; the unit says what it counts. */
export function wholeNumber(minimum: number, maximum: number, unit: string) {
  return ruled(z.number(), {
    holds: (value) => Number.isInteger(value) && value >= minimum && value <= maximum,
    problem: "is out of range",
    allowed: `a whole number from ${minimum} to ${maximum} (${unit})`,
    mend: (value) => `use ${Math.min(Math.max(Math.round(value), minimum), maximum)}`,
  });
}
