// The definitions of the API itself, as the local cloud has them.
import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { projectRoot } from "../../scripts/host";
import type { Fields } from "../../scripts/render/manifest";

/** The minors whose definitions there are: all that the clouds offer, from 1.33 on. */
export const minors = ["1.33", "1.34", "1.35", "1.36"] as const;
export type Minor = (typeof minors)[number];

/** Definitions by their names, such as `io.k8s.api.apps.v1.Deployment`. */
export type Definitions = Readonly<Record<string, Fields>>;

const definitionsSchema = z.record(z.string(), z.record(z.string(), z.unknown()));
const kindsSchema = z.array(z.object({ group: z.string(), version: z.string(), kind: z.string() }));

/** The definitions of a minor. */
export function readDefinitions(minor: Minor): Definitions {
  const file = path.join(projectRoot(), "local-cloud/local_cloud/kubernetes/openapi", `${minor}.json.gz`);
  return definitionsSchema.parse(JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")));
}

/** The names of the definitions of kinds, keyed by API version and kind: `apps/v1 Deployment`. */
export function kindsOf(definitions: Definitions): ReadonlyMap<string, string> {
  const kinds = new Map<string, string>();
  for (const [name, definition] of Object.entries(definitions)) {
    const [first, ...others] = kindsSchema.parse(definition["x-kubernetes-group-version-kind"] ?? []);
    // Others are what all groups share, such as the options of a deletion.
    if (first === undefined || others.length > 0) continue;
    const { group, version, kind } = first;
    kinds.set(`${group === "" ? version : `${group}/${version}`} ${kind}`, name);
  }
  return kinds;
}
