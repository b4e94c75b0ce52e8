import type { Arguments, SynthesizedStack } from "../synthesized";

/** An existing resource that a change removes, or changes in an argument that isn't known to change in place. */
export interface Replacement {
  readonly address: string;
  /** The changed arguments; none where the resource is gone. */
  readonly changed: readonly string[];
}

/**
 * What a change does to the resources that are there.
 *
 * @param inPlace by resource type, the arguments that the provider changes in place
 */
export function replacements(
  before: SynthesizedStack,
  after: SynthesizedStack,
  inPlace: Readonly<Record<string, readonly string[]>>,
): readonly Replacement[] {
  return before.addresses.flatMap((address) => {
    if (!after.addresses.includes(address)) return [{ address, changed: [] }];
    const harmless = ["depends_on", ...(inPlace[address.split(".")[0] ?? ""] ?? [])];
    const changed = changedArguments(before.resource(address), after.resource(address)).filter(
      (argument) => !harmless.includes(argument),
    );
    return changed.length > 0 ? [{ address, changed }] : [];
  });
}

/** The paths of the arguments that differ; a list is one argument. */
function changedArguments(before: Arguments, after: Arguments, path = ""): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    if (isBlock(old) && isBlock(now)) return changedArguments(old, now, `${path}${name}.`);
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [`${path}${name}`];
  });
}

function isBlock(value: unknown): value is Arguments {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
