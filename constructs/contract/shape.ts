import { closest, distance } from "fastest-levenshtein";
import { z } from "zod";
import type { Problem } from "./problem";

/** A value of the right shape, or every problem of its shape. */
export type Parsed<T> =
  | { readonly value: T; readonly problems: readonly [] }
  | { readonly value?: never; readonly problems: readonly Problem[] };

/** Holds a value against a schema and tells each deviation as a problem below `path`. */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  path: string,
): Parsed<z.output<Schema>> {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data, problems: [] };
  return { problems: result.error.issues.flatMap((issue) => problemsOf(issue, { schema, value, path })) };
}

interface Subject {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
  readonly path: string;
}

function problemsOf(issue: z.core.$ZodIssue, subject: Subject): Problem[] {
  const path = [subject.path, ...issue.path.map(String)].join(".");
  const value = valueAt(subject.value, issue.path);
  switch (issue.code) {
    case "custom": {
      const { allowed, mend } = z.object({ allowed: z.string(), mend: z.string() }).parse(issue.params);
      return [{ path, value, problem: issue.message, allowed, mend }];
    }
    case "unrecognized_keys":
      return issue.keys.map((key) =>
        unknownField(`${path}.${key}`, key, fieldsAt(subject.schema, issue.path)),
      );
    case "invalid_union": {
      const schema = schemaAt(subject.schema, issue.path);
      return closestBranch(issue.errors).flatMap((inner) => problemsOf(inner, { schema, value, path }));
    }
    case "invalid_value": {
      const allowed = issue.values.map((word) => JSON.stringify(word)).join(", ");
      return [notAllowed(path, value, allowed, nearest(String(value), issue.values.map(String)))];
    }
    case "invalid_type":
      return [
        notAllowed(
          path,
          value,
          `a value of type ${issue.expected}`,
          `give a value of type ${issue.expected}`,
        ),
      ];
    default:
      return [
        {
          path,
          value,
          problem: `is not valid (${issue.message})`,
          allowed: "see docs/contract.md",
          mend: "change it",
        },
      ];
  }
}

function notAllowed(path: string, value: unknown, allowed: string, mend: string): Problem {
  return value === undefined
    ? { path, problem: "is missing", allowed, mend: "add the field" }
    : { path, value, problem: "is not allowed", allowed, mend };
}

function unknownField(path: string, key: string, fields: readonly string[]): Problem {
  return {
    path,
    problem: "is not a field of the contract",
    allowed: fields.join(", "),
    mend: nearest(key, fields),
  };
}

/** A word is taken for a misspelling of another when at most a third of its letters differ. */
export function nearest(word: string, words: readonly string[]): string {
  const candidate = closest(word.toLowerCase(), [...words]);
  const isClose = distance(word.toLowerCase(), candidate.toLowerCase()) <= Math.max(1, candidate.length / 3);
  return isClose ? `did you mean ${JSON.stringify(candidate)}?` : "use an allowed one, or remove the field";
}

/** Of the alternatives of a union, the one whose own fields are at fault is the one that was meant. */
function closestBranch(branches: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const meant = branches.find((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === "unrecognized_keys"),
  );
  return meant ?? branches[0] ?? [];
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
}

function fieldsAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  const found = schemaAt(schema, path);
  const candidates = found instanceof z.core.$ZodUnion ? found._zod.def.options : [found];
  return candidates.flatMap((one) =>
    one instanceof z.core.$ZodObject ? Object.keys(one._zod.def.shape) : [],
  );
}

function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType {
  const inner = withoutModifiers(schema);
  const [key, ...rest] = path;
  if (key === undefined) return inner;
  const next = childSchema(inner, key);
  return next === undefined ? inner : schemaAt(next, rest);
}

function childSchema(schema: z.core.$ZodType, key: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.core.$ZodObject) return schema._zod.def.shape[String(key)];
  if (schema instanceof z.core.$ZodArray) return schema._zod.def.element;
  if (schema instanceof z.core.$ZodRecord) return schema._zod.def.valueType;
  return undefined;
}

function withoutModifiers(schema: z.core.$ZodType): z.core.$ZodType {
  const isModifier = schema instanceof z.core.$ZodOptional || schema instanceof z.core.$ZodDefault;
  return isModifier ? withoutModifiers(schema._zod.def.innerType) : schema;
}
