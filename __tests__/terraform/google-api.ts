// What exists on Google Cloud, and who may touch it, asked of the local cloud itself.
import { z } from "zod";
import { type BearerAnswer, callWithBearer } from "./bearer-call";
import type { Inventory, World } from "./world";

/** A call of Cloud Storage's JSON API. */
export interface StorageCall {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Behind `/storage/v1/`. */
  readonly resource: string;
  /** A member of a policy; the owner of all if not given. */
  readonly as?: string;
  readonly body?: string;
}

/** The environment of somebody who isn't the owner. */
export function signedInAs(
  { environment }: Pick<World, "environment">,
  member: string,
): World["environment"] {
  return { ...environment, GOOGLE_OAUTH_ACCESS_TOKEN: `principal:${member}` };
}

export function callStorage(
  world: Pick<World, "environment">,
  { method, resource, as, body = "" }: StorageCall,
): BearerAnswer {
  const environment = as === undefined ? world.environment : signedInAs(world, as);
  const url = `https://storage.googleapis.com/storage/v1/${resource}`;
  return callGoogle(environment, method, url, body);
}

function callGoogle(environment: World["environment"], method: string, url: string, body = ""): BearerAnswer {
  const { GOOGLE_OAUTH_ACCESS_TOKEN: token = "" } = environment;
  return callWithBearer(environment, { method, url, token, body });
}

const assetsSchema = z.object({
  results: z.array(z.object({ name: z.string(), assetType: z.string(), state: z.string().optional() })),
});

const isGone = (state: string): boolean => /^(DELETE|DESTROY)/.test(state);

/** Where Google keeps a project's logs, from the first one on. */
const isGoogles = (name: string): boolean => /\/(_Default|_Required)$/.test(name);

/** The names of all that a project has, by its type; what is deleted and only keeps its name is left out. */
export function googleInventory({ environment }: World, project: string): Inventory {
  const url = `https://cloudasset.googleapis.com/v1/projects/${project}:searchAllResources`;
  const { text } = callGoogle(environment, "GET", url);
  const byType = new Map<string, string[]>();
  for (const { name, assetType, state = "" } of assetsSchema.parse(JSON.parse(text)).results) {
    if (isGone(state) || isGoogles(name)) continue;
    byType.set(assetType, [...(byType.get(assetType) ?? []), name]);
  }
  return Object.fromEntries([...byType].map(([type, names]) => [type, names.sort()]));
}

const bucketsSchema = z.object({ items: z.array(z.object({ name: z.string() })).default([]) });

/** The buckets of a project. */
export function bucketsOf(world: World, project: string): readonly string[] {
  const { text } = callStorage(world, { method: "GET", resource: `b?project=${project}` });
  return bucketsSchema.parse(JSON.parse(text)).items.map(({ name }) => name);
}
