import { type Manifest, nameOf } from "../../../scripts/render/manifest";

/** Namespaces that every cluster has from its beginning. */
const own: readonly string[] = ["default", "kube-system", "kube-public", "kube-node-lease"];

/** Objects in namespaces that nobody makes. */
export function namespaceProblems(manifests: readonly Manifest[]): readonly string[] {
  const made = manifests.filter(({ kind }) => kind === "Namespace").map(({ metadata }) => metadata.name);
  const known = new Set([...own, ...made]);
  return manifests
    .filter(({ metadata }) => metadata.namespace !== undefined && !known.has(metadata.namespace))
    .map((manifest) => `${nameOf(manifest)}: nobody makes the namespace ${manifest.metadata.namespace}`);
}
