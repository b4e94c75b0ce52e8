// What exists on Hetzner, asked of the local cloud itself.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { localCloudPython } from "../../scripts/host";
import { type Inventory, inventorySchema, type World } from "./world";

/** The names of all that a project has, by kind, its buckets in a location included. */
export function hetznerInventory({ environment }: Pick<World, "environment">, location: string): Inventory {
  const printed = execFileSync(localCloudPython(), [path.join(__dirname, "hetzner_inventory.py"), location], {
    env: { ...environment },
    encoding: "utf8",
  });
  return inventorySchema.parse(JSON.parse(printed));
}
