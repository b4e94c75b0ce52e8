// What the ApplicationSets and the cluster Secret must agree on.
import { bridgePrefix } from "../../../constructs/contract/platform-bridge";
import type { Manifest } from "../../../scripts/render/manifest";
import type { ClusterSecret } from "../../../scripts/render/template";

/** The labels and annotations of the bridge that a text names. */
export function bridgeKeysIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/hera\/[a-z][a-z-]*/g)].map(([key]) => key))].sort();
}

/** What ApplicationSets use, whether to select or to fill in. */
export function keysUsed(sets: readonly Manifest[]): readonly string[] {
  return bridgeKeysIn(JSON.stringify(sets));
}

/** What a cluster tells of itself. */
export function keysTold({ labels, annotations }: ClusterSecret): readonly string[] {
  return [...Object.keys(labels), ...Object.keys(annotations)].filter((key) => key.startsWith(bridgePrefix));
}
