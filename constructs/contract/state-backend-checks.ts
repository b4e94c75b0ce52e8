import type { Problem } from "./problem";
import { nearest, valueAt } from "./shape";
import type { StateBackendSettings } from "./state-backend";
import type { StateStoreCapabilities } from "./state-store";

/** What is wrong within the settings, whatever the store. */
export function stateBackendProblems(settings: StateBackendSettings, path: string): Problem[] {
  return [
    ...objectLockProblems(settings, path),
    ...replicaProblems(settings, path),
    ...accessProblems(settings, path),
  ];
}

/** What a store can't honour: each field that asks for it, by name. */
export function storeCapabilityProblems(
  input: unknown,
  settings: StateBackendSettings,
  capabilities: StateStoreCapabilities,
  path: string,
): Problem[] {
  const { store, locking, encryption, objectLock, redundancy } = settings;
  const asked: readonly [string, string | undefined, readonly string[]][] = [
    ["locking", locking, capabilities.lockings],
    ["encryption", encryption, capabilities.encryptions],
    ["objectLock.mode", objectLock?.mode, capabilities.objectLockModes],
    ["redundancy", redundancy, capabilities.redundancies],
  ];
  const refused = Object.entries(capabilities.refused).filter(([field]) => isAsked(input, field));
  const names = refused.map(([field]) => field);
  return [
    ...refused.map(([field, reason]) => ({
      path: `${path}.${field}`,
      problem: `can't be had from the store ${store}: ${reason}`,
      allowed: "nothing",
      mend: "remove the field, or choose a store that has it (docs/contract.md lists them)",
    })),
    ...asked
      .filter(
        ([field, value, allowed]) =>
          value !== undefined && !allowed.includes(value) && !names.includes(topOf(field)),
      )
      .map(([field, value, allowed]) => ({
        path: `${path}.${field}`,
        value,
        problem: `can't be had from the store ${store}`,
        allowed: allowed.map((word) => JSON.stringify(word)).join(", ") || "nothing",
        mend: "use an allowed one, or choose a store that has it (docs/contract.md lists them)",
      })),
  ];
}

function topOf(field: string): string {
  return field.split(".")[0] ?? field;
}

/** What is left out, or is what the store does anyway, asks for nothing. */
function isAsked(input: unknown, field: string): boolean {
  const value = valueAt(input, field.split("."));
  return !(value === undefined || value === 0 || value === "zone" || value === "provider-key");
}

function objectLockProblems({ objectLock, retention }: StateBackendSettings, path: string): Problem[] {
  if (objectLock === undefined) return [];
  const problems: Problem[] = [];
  if (objectLock.mode === "COMPLIANCE" && !objectLock.acceptIrreversible) {
    problems.push({
      path: `${path}.objectLock.mode`,
      value: objectLock.mode,
      problem: "makes versions that nobody can ever erase early, and that isn't confirmed",
      allowed: "GOVERNANCE, or COMPLIANCE with acceptIrreversible: true",
      mend: 'use "GOVERNANCE", or add acceptIrreversible: true beside it',
    });
  }
  if (retention.noncurrentDays <= objectLock.days) {
    problems.push({
      path: `${path}.retention.noncurrentDays`,
      value: retention.noncurrentDays,
      problem: `is not longer than objectLock.days (${objectLock.days}), so the lifecycle would try to erase locked versions`,
      allowed: `more than ${objectLock.days} days`,
      mend: `use ${objectLock.days + 1} or more, or a shorter objectLock.days`,
    });
  }
  return problems;
}

/** A second copy in the same place, or one that nothing asks for. */
function replicaProblems(
  { redundancy, replicaLocation, location }: StateBackendSettings,
  path: string,
): Problem[] {
  if (replicaLocation === undefined) return [];
  const field = { path: `${path}.replicaLocation`, value: replicaLocation };
  if (redundancy !== "geo") {
    return [
      {
        ...field,
        problem: `means nothing with redundancy ${JSON.stringify(redundancy)}`,
        allowed: 'a second region beside redundancy: "geo"',
        mend: 'add redundancy: "geo", or remove it',
      },
    ];
  }
  return replicaLocation === location
    ? [
        {
          ...field,
          problem: "is the location of the state itself",
          allowed: "another region",
          mend: "choose another region",
        },
      ]
    : [];
}

function accessProblems({ access, environments }: StateBackendSettings, path: string): Problem[] {
  return Object.keys(access)
    .filter((name) => !environments.includes(name))
    .map((name) => ({
      path: `${path}.access.${name}`,
      problem: "is not an environment of this app",
      allowed: environments.join(", ") || "nothing",
      mend: nearest(name, environments, "remove it, or add the environment to envs/environments.ts"),
    }));
}
