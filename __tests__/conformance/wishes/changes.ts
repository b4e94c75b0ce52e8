import { clusterChanges } from "./cluster-changes";
import { networkChanges } from "./network-changes";
import { nodePoolChanges } from "./node-pool-changes";
import type { OtherValue } from "./other";
import { overrideChanges } from "./override-changes";
import { platformChanges } from "./platform-changes";
import { projectChanges } from "./project-changes";

/** For each field of the contract, by its path, another value. */
export const changesByField: Readonly<Record<string, OtherValue>> = {
  ...projectChanges,
  // An account of its own is found by the environment's name.
  "environment.name": ({ account }) =>
    account.environments === undefined ? { "environment.name": "other" } : undefined,
  // Subnets that exist and pools with zones of their own belong to the zones that there are.
  "environment.zones": ({ newNetwork, read: { zones, kubernetesCluster } }) => {
    const isFixed = kubernetesCluster.nodePools.some((pool) => pool.zones !== undefined);
    if (newNetwork === undefined || isFixed) return undefined;
    return { "environment.zones": zones.length > 2 ? zones.length - 1 : zones.length + 1 };
  },
  "environment.tags": ({ wish }) => ({ "environment.tags": { ...wish.environment.tags, further: "tag" } }),
  ...overrideChanges,
  ...networkChanges,
  ...clusterChanges,
  ...nodePoolChanges,
  ...platformChanges,
};
