// IAM's decision about one call, as far as the policies of workloads go: statements that allow, with StringEquals.
import { z } from "zod";

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const statementSchema = z.strictObject({
  Sid: z.string(),
  Effect: z.literal("Allow"),
  Action: oneOrMore,
  Resource: oneOrMore,
  Condition: z.strictObject({ StringEquals: z.record(z.string(), z.string()) }).optional(),
});
const policySchema = z.strictObject({
  Version: z.literal("2012-10-17"),
  Statement: z.array(statementSchema),
});

/** A call: what is done, to what, and the values of the condition keys. */
export type Call = readonly [action: string, resource: string, values?: Readonly<Record<string, string>>];

/** Whether a policy allows a call. */
export function allows(policy: unknown, [action, resource, values = {}]: Call): boolean {
  return policySchema
    .parse(policy)
    .Statement.some(
      (statement) =>
        statement.Action.includes(action) &&
        statement.Resource.some((pattern) => matches(pattern, resource)) &&
        Object.entries(statement.Condition?.StringEquals ?? {}).every(
          ([key, value]) => values[key] === value,
        ),
    );
}

/** Every action that a policy allows on anything at all. */
export function actionsOf(policy: unknown): string[] {
  return policySchema.parse(policy).Statement.flatMap(({ Action }) => Action);
}

/** `*` is any text, "/" and ":" included. */
function matches(pattern: string, text: string): boolean {
  const escaped = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(text);
}
