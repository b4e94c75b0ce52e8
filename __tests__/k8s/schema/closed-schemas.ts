// The API's schemas as a validator takes them that has not heard of Kubernetes: what isn't named is refused, as the API
// server does with `fieldValidation: Strict`, and its own words for types are written out.
import { type Fields, isFields } from "../../../scripts/render/manifest";
import { fieldRules, objectRules } from "./value-rules";

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const quantity = {
  type: ["string", "number"],
  pattern: "^[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\\d+)?$",
};
const intOrString = { type: ["integer", "string"] };

/** Definitions that are written otherwise than they are read. */
const scalars: Readonly<Record<string, Fields>> = {
  "io.k8s.apimachinery.pkg.api.resource.Quantity": quantity,
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": intOrString,
};

/** A definition of the API itself, of this name. */
export function closedDefinition(name: string, definition: Fields): Fields {
  const scalar = scalars[name];
  if (scalar !== undefined) return scalar;
  const short = shortName(name);
  const closed = closedSchema(definition);
  const rules = fieldRules[short] ?? {};
  const properties = isFields(closed.properties) ? closed.properties : {};
  return {
    ...closed,
    ...(closed.properties === undefined ? {} : { properties: ruled(properties, rules, short) }),
    ...withRequired(objectRules[short] ?? {}, closed.required),
  };
}

/** `core.v1.Container` of `io.k8s.api.core.v1.Container`. */
function shortName(name: string): string {
  return name.split(".").slice(-3).join(".");
}

function ruled(properties: Fields, rules: Fields, definition: string): Fields {
  for (const field of Object.keys(rules)) {
    if (properties[field] === undefined) throw new Error(`${definition} has no ${field} to make a rule for`);
  }
  return Object.fromEntries(
    Object.entries(properties).map(([field, schema]) => {
      const rule = rules[field];
      return [field, rule === undefined ? schema : { allOf: [schema, rule] }];
    }),
  );
}

function withRequired(rules: Fields, required: unknown): Fields {
  if (rules.required === undefined || !Array.isArray(required) || !Array.isArray(rules.required))
    return rules;
  return { ...rules, required: [...required, ...rules.required] };
}

/** What tells of types; what is below `anyOf` and its like only says which values are allowed. */
const structural = ["properties", "items", "additionalProperties"];

/** A schema in which an object has the fields that are named, and no others. */
export function closedSchema(schema: Fields): Fields {
  const own = Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => keyword !== "nullable")
      .map(([keyword, value]) => [
        keyword,
        structural.includes(keyword) ? closedPart(keyword, value) : withoutFlags(keyword, value),
      ]),
  );
  if (schema["x-kubernetes-int-or-string"] === true) return { ...intOrString, ...withoutType(own) };
  const isOpen =
    schema["x-kubernetes-preserve-unknown-fields"] === true || schema.additionalProperties !== undefined;
  if (!isFields(own.properties) || isOpen) return own;
  return { ...own, properties: { ...embedded(schema), ...own.properties }, additionalProperties: false };
}

/** Go's expressions may have `(?i)`, which JavaScript's have not: every letter is written in both cases instead. */
function withoutFlags(keyword: string, value: unknown): unknown {
  if (keyword !== "pattern" || typeof value !== "string" || !value.includes("(?i)")) return value;
  return value
    .replaceAll("(?i)", "")
    .replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

function withoutType({ type: _, ...rest }: Fields): Fields {
  return rest;
}

/** What a whole object within another one has beside what its schema says. */
function embedded(schema: Fields): Fields {
  if (schema["x-kubernetes-embedded-resource"] !== true) return {};
  return { apiVersion: { type: "string" }, kind: { type: "string" }, metadata: { type: "object" } };
}

function closedPart(keyword: string, value: unknown): unknown {
  if (!isFields(value)) return value;
  if (keyword !== "properties") return closedSchema(value);
  return Object.fromEntries(
    Object.entries(value).map(([name, schema]) => [name, isFields(schema) ? closedSchema(schema) : schema]),
  );
}
