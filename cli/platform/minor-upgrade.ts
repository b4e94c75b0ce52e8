// What a newer Kubernetes minor would do to what a cluster gets.
import { type PlatformCluster, renderPlatform, sourcesOf } from "../../scripts/render/platform";
import { type ServedKinds, type UnservedObject, unservedObjects } from "./unserved-objects";

/** What was found. */
export interface MinorUpgrade {
  /** The minors that were looked at: the pinned one where it is known what that serves, and the newer ones. */
  readonly minors: readonly string[];
  /** The objects of what is rendered that one of them doesn't serve. */
  readonly unserved: readonly UnservedObject[];
  /** The charts whose archives are not on this machine, so that what they make was not looked at. */
  readonly missingCharts: readonly string[];
  /** What could not be rendered for a minor, such as a chart that refuses it, and minors that nothing is known of. */
  readonly failures: readonly string[];
}

/**
 * Renders a platform for its own minor and for each newer one, because charts choose by it what they make, and holds it
 * against what that minor serves.
 */
export function minorUpgrade(
  cluster: PlatformCluster,
  newer: readonly string[],
  served: ServedKinds,
): MinorUpgrade {
  const minors = [cluster.kubernetesVersion, ...newer].filter((minor) => served.has(minor));
  const unknown = newer.filter((minor) => !served.has(minor));
  const failures = unknown.map((minor) => `what Kubernetes ${minor} serves is not known here`);
  const found = minors.map((minor) => {
    const onFailure = ({ message }: Error) => failures.push(`for Kubernetes ${minor}: ${message.trim()}`);
    const sources = sourcesOf(renderPlatform({ ...cluster, kubernetesVersion: minor }, onFailure));
    return {
      unserved: unservedObjects(minor, sources, served),
      missing: sources.filter(({ manifests }) => manifests === undefined).map(({ origin }) => origin),
    };
  });
  return {
    minors,
    unserved: firstOfEach(found.flatMap(({ unserved }) => unserved)),
    missingCharts: [...new Set(found.flatMap(({ missing }) => missing))],
    failures,
  };
}

/** An object that one minor doesn't serve, the next one mostly doesn't, either: it is told once. */
function firstOfEach(objects: readonly UnservedObject[]): readonly UnservedObject[] {
  const keyOf = ({ minor: _, ...object }: UnservedObject): string => JSON.stringify(object);
  return [...new Map(objects.toReversed().map((object) => [keyOf(object), object])).values()].toReversed();
}
