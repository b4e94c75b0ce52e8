import { type BadInput, told } from "../refusal";

/** A field that a store can't honour at all. */
export function refusedField(
  stateBackend: Readonly<Record<string, unknown>>,
  [field, value]: readonly [string, unknown],
  reason: string,
): BadInput {
  const [top = field, inner] = field.split(".");
  return {
    it: `refuses ${field}`,
    project: { stateBackend: { ...stateBackend, [top]: value } },
    problems: [
      told(
        `project.stateBackend.${inner === undefined ? top : field} can't be had from the store ${stateBackend.store}: ${reason}.`,
        "Allowed: nothing.",
        "Mend: remove the field, or choose a store that has it (docs/contract.md lists them).",
      ),
    ],
  };
}

/** A value that a store can't honour where it honours another. */
export function refusedValue(
  stateBackend: Readonly<Record<string, unknown>>,
  [field, value]: readonly [string, string],
  allowed: string,
): BadInput {
  return {
    it: `refuses ${field} ${value}`,
    project: { stateBackend: { ...stateBackend, [field]: value } },
    problems: [
      told(
        `project.stateBackend.${field} = ${JSON.stringify(value)} can't be had from the store ${stateBackend.store}.`,
        `Allowed: ${JSON.stringify(allowed)}.`,
        "Mend: use an allowed one, or choose a store that has it (docs/contract.md lists them).",
      ),
    ],
  };
}
