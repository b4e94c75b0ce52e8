// What exists on Hetzner, asked of the local cloud itself.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { localCloudPython } from "../../scripts/host";
import { callWithBearer } from "./bearer-call";
import { type Inventory, inventorySchema, type World } from "./world";

/** The names of all that a project has, by kind, its buckets in a location included. */
export function hetznerInventory({ environment }: Pick<World, "environment">, location: string): Inventory {
  const printed = execFileSync(localCloudPython(), [path.join(__dirname, "hetzner_inventory.py"), location], {
    env: { ...environment },
    encoding: "utf8",
  });
  return inventorySchema.parse(JSON.parse(printed));
}

/** Asks the API, or acts and waits until it is done. */
export async function callHetzner(
  { environment }: Pick<World, "environment">,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const { status, text } = callWithBearer(environment, {
    method,
    url: `https://api.hetzner.cloud/v1/${path}`,
    token: environment.TF_VAR_hcloud_token ?? "",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
  if (method !== "GET") await new Promise((resolve) => setTimeout(resolve, 3000));
  return JSON.parse(text);
}
