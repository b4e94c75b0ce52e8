// What each cloud can honour, from what its code says of it.
import { clouds } from "../../constructs/clouds";
import { type Bounds, figuresInWords } from "../../constructs/contract/bounds";
import { cloudNames } from "../../constructs/contract/project";
import type { Interface } from "./declarations";
import { markdownTable } from "./markdown";
import { code } from "./type-words";

/** A table with a row for each capability and a column for each cloud. */
export function capabilityTable(capabilities: Interface): string {
  const rows = capabilities.fields.map(({ name, description }) => [
    description,
    ...cloudNames.map((cloud) => inWords(Reflect.get(clouds[cloud].capabilities, name))),
  ]);
  return markdownTable(["", ...cloudNames.map(code)], rows);
}

function inWords(value: unknown): string {
  if (value === true) return "yes";
  if (value === false) return "no";
  if (value === undefined || isEmpty(value)) return "none";
  if (isBounds(value)) return figuresInWords(value);
  if (Array.isArray(value)) return value.map(inWordsOfList).join(", ");
  if (typeof value === "object" && value !== null) {
    return Object.entries(value)
      .map(([key, inner]) => `${code(key)}: ${inWords(inner)}`)
      .join("; ");
  }
  return inWordsOfList(value);
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

function isBounds(value: unknown): value is Bounds {
  return typeof value === "object" && value !== null && "minimum" in value && "maximum" in value;
}

/** A word as code, a figure as it is. */
function inWordsOfList(value: unknown): string {
  return typeof value === "number" ? String(value) : code(String(value));
}
