import type { StateFile } from "./state-file";

/** What one state has that another has not, by the addresses of managed resources, sorted. */
export interface StateDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** In both, with something else stored of it. */
  readonly changed: readonly string[];
}

/** What changes on the way from one state to another; no state is one without resources. */
export function stateDifference(from: StateFile | undefined, to: StateFile | undefined): StateDifference {
  const before = from?.resources ?? new Map<string, string>();
  const after = to?.resources ?? new Map<string, string>();
  const sorted = (addresses: Iterable<string>, isWanted: (address: string) => boolean) =>
    [...addresses].filter(isWanted).sort();
  return {
    added: sorted(after.keys(), (address) => !before.has(address)),
    removed: sorted(before.keys(), (address) => !after.has(address)),
    changed: sorted(after.keys(), (address) => {
      const earlier = before.get(address);
      return earlier !== undefined && earlier !== after.get(address);
    }),
  };
}

/** A line for each address, marked as in Terraform's plans. */
export function differenceLines({ added, removed, changed }: StateDifference): readonly string[] {
  const lines = [
    ...added.map((address) => `+ ${address}`),
    ...removed.map((address) => `- ${address}`),
    ...changed.map((address) => `~ ${address}`),
  ];
  return lines.length > 0 ? lines : ["no resource differs"];
}
