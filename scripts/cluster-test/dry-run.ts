// What an API server says of manifests, without keeping them.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Kubectl } from "../../cli/environment/kubectl";
import type { Manifest } from "../render/manifest";
import { namespacesOf } from "./expectations";

/** What was said. */
export interface DryRun {
  /** How many objects it would take. */
  readonly accepted: number;
  /** The kinds that the cluster doesn't know, as `apiVersion kind`, with how many objects there are. */
  readonly unknown: ReadonlyMap<string, number>;
}

const resourcesSchema = z.object({ resources: z.array(z.object({ kind: z.string() })) });

/** The API server's own names of the kinds of some API versions. */
async function knownKinds(kubectl: Kubectl, apiVersions: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const apiVersion of apiVersions) {
    const place = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const { exitCode, stdout, output } = await kubectl.run("get", "--raw", place);
    if (exitCode !== 0 && !output.includes("NotFound")) throw new Error(`${place} can't be read: ${output}`);
    const kinds = exitCode === 0 ? resourcesSchema.parse(JSON.parse(stdout)).resources : [];
    for (const { kind } of kinds) known.add(`${apiVersion} ${kind}`);
  }
  return known;
}

/**
 * Has the API server check manifests as it checks what it keeps. Only their namespaces are really made, because nothing
 * is taken into one that isn't there, and removed again.
 *
 * @throws Error with all that it refuses
 */
export async function dryRun(
  kubectl: Kubectl,
  manifests: readonly Manifest[],
  folder: string,
): Promise<DryRun> {
  const known = await knownKinds(kubectl, new Set(manifests.map(({ apiVersion }) => apiVersion)));
  const isKnown = (manifest: Manifest): boolean => known.has(kindOf(manifest));
  const checked = manifests.filter(isKnown);
  const existing = new Set(await namespacesOf(kubectl));
  const needed = new Set(checked.flatMap(({ metadata }) => metadata.namespace ?? []));
  const missing = [...needed].filter((name) => !existing.has(name));
  const file = path.join(folder, "manifests.json");
  writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items: checked }));
  try {
    for (const name of missing) await kubectl.expect("create", "namespace", name);
    const flags = ["--server-side", "--force-conflicts", "--dry-run=server", "--validate=strict"];
    const { exitCode, output } = await kubectl.run("apply", ...flags, `--filename=${file}`);
    const refused = output
      .split("\n")
      .filter((line) => !/ serverside-applied \(server dry run\)$/.test(line));
    if (exitCode !== 0) throw new Error(`The API server refuses what k8s/ renders:\n${refused.join("\n")}`);
  } finally {
    if (missing.length > 0) await kubectl.run("delete", "namespace", ...missing, "--ignore-not-found");
  }
  return { accepted: checked.length, unknown: counted(manifests.filter((one) => !isKnown(one)).map(kindOf)) };
}

function kindOf({ apiVersion, kind }: Manifest): string {
  return `${apiVersion} ${kind}`;
}

function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of [...names].sort()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
