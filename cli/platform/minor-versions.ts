import { clouds } from "../../constructs/clouds";
import type { Environment } from "../../constructs/contract/environment";
import type { CloudName } from "../../constructs/contract/project";

/** An environment's Kubernetes minor beside those that its cloud offers. */
export interface MinorVersions {
  readonly environment: string;
  readonly cloud: CloudName;
  readonly pinned: string;
  /** The day on which the pinned one's standard support ends, such as `2027-03-27`; null where it isn't known. */
  readonly endOfSupport: string | null;
  /** Those that the cloud offers beyond it, the oldest first: an upgrade takes each of them in turn. */
  readonly newer: readonly string[];
}

/** An environment, as far as its minor goes. */
interface Pinned extends Pick<Environment, "name" | "cloud"> {
  readonly kubernetesCluster: Pick<Environment["kubernetesCluster"], "kubernetesVersion">;
}

/** The minors of an environment. */
export function minorVersions({ name, cloud, kubernetesCluster }: Pinned): MinorVersions {
  const { kubernetesVersion: pinned } = kubernetesCluster;
  const { kubernetesVersions, endOfSupport } = clouds[cloud].capabilities;
  const newer = kubernetesVersions.filter((minor) => numberOf(minor) > numberOf(pinned));
  return {
    environment: name,
    cloud,
    pinned,
    endOfSupport: endOfSupport[pinned] ?? null,
    newer: newer.toSorted((one, other) => numberOf(one) - numberOf(other)),
  };
}

/** 35 of `1.35`. */
function numberOf(minor: string): number {
  return Number(minor.split(".")[1]);
}
