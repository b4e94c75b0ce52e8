// What is other in what a cluster gets.
import { isDeepStrictEqual } from "node:util";
import type { Manifest } from "../../../scripts/render/manifest";
import type { RenderedPlatform } from "../render/platform";

/** Applications, and what Terraform installs, that came, went, or have other manifests: `loki went`. */
export function differences(before: RenderedPlatform, after: RenderedPlatform): readonly string[] {
  const [old, young] = [partsOf(before), partsOf(after)];
  return [
    ...[...young.keys()].filter((name) => !old.has(name)).map((name) => `${name} came`),
    ...[...old.keys()].filter((name) => !young.has(name)).map((name) => `${name} went`),
    ...[...young]
      .filter(([name, manifests]) => old.has(name) && !isDeepStrictEqual(old.get(name), manifests))
      .map(([name]) => `${name} is another`),
  ];
}

function partsOf({ argoCd, bootstrap, applications }: RenderedPlatform) {
  return new Map<string, readonly Manifest[]>([
    ["Terraform's Argo CD", argoCd],
    ["Terraform's bootstrap", bootstrap],
    ...applications.map(({ application, manifests }) => [application.name, manifests] as const),
  ]);
}
