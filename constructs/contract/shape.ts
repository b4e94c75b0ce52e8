import { distance } from "fastest-levenshtein";
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
      const branches = issue.errors.map((issues) =>
        issues.flatMap((inner) => problemsOf(inner, { schema, value, path })),
      );
      const meant = branches.find((problems) => problems.every((problem) => problem.path !== path));
      const all = branches.flat().map(({ allowed }) => allowed);
      return meant ?? [notAllowed(path, value, all.join(" or "), "use one of these")];
    }
    case "invalid_value": {
      const allowed = issue.values.map((word) => JSON.stringify(word)).join(", ");
      const word = typeof value === "string" ? value : "";
      return [notAllowed(path, value, allowed, nearest(word, issue.values.map(String)))];
    }
    case "invalid_type": {
      const fields = issue.expected === "object" ? fieldsAt(subject.schema, issue.path) : [];
      return [wrongType(path, value, issue.expected, fields)];
    }
    case "too_small":
      return [{ path, value, ...(issue.origin === "string" ? noText : noEntries) }];
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

/** How a reader would write each type. */
const kinds: Readonly<Record<string, { readonly allowed: string; readonly mend: string }>> = {
  string: { allowed: "text", mend: "write it as text, in quotes" },
  number: { allowed: "a number", mend: "write it as a number, without quotes" },
  boolean: { allowed: "true or false", mend: "write true or false, without quotes" },
  array: { allowed: "a list", mend: "write it as a list, in [ ]" },
  object: { allowed: "an object", mend: "write it as an object, in { }" },
  record: { allowed: "an object", mend: "write it as an object, in { }" },
};

const noText = { problem: "is empty", allowed: "at least one character", mend: "fill it in" };
const noEntries = {
  problem: "is empty",
  allowed: "at least one entry",
  mend: "fill it in, or remove the field",
};

function wrongType(path: string, value: unknown, expected: string, fields: readonly string[]): Problem {
  const kind = kinds[expected] ?? { allowed: `a ${expected}`, mend: "change its type" };
  const allowed = fields.length === 0 ? kind.allowed : `${kind.allowed} with ${fields.join(", ")}`;
  return notAllowed(path, value, allowed, kind.mend);
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
    mend: nearest(key, fields, "use an allowed one, or remove the field"),
  };
}

/** The word that was probably meant: a third of its letters, rounded up, may differ, and case doesn't count. */
export function nearest(word: string, words: readonly string[], otherwise = "use an allowed one"): string {
  const lowerCase = word.toLowerCase();
  const [candidate] = words
    .map((other) => ({ other, changes: distance(lowerCase, other.toLowerCase()) }))
    .filter(({ other, changes }) => changes <= Math.ceil(other.length / 3))
    .sort((a, b) => a.changes - b.changes);
  return candidate === undefined ? otherwise : `did you mean ${JSON.stringify(candidate.other)}?`;
}

/** A word that isn't on a cloud's list, such as a region; `problem` says what it isn't. */
export function unlistedProblems(
  word: string,
  list: readonly string[],
  problem: string,
  path: string,
): Problem[] {
  if (list.includes(word)) return [];
  return [{ path, value: word, problem, allowed: list.join(", "), mend: nearest(word, list) }];
}

/** What stands at a path of a value whose shape nobody has checked. */
export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
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
  const isModifier =
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodReadonly;
  return isModifier ? withoutModifiers(schema._zod.def.innerType) : schema;
}
