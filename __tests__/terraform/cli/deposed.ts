import { writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Terraform } from "../../../scripts/terraform";

const stateSchema = z.looseObject({
  serial: z.number(),
  resources: z.array(z.looseObject({ mode: z.string(), instances: z.array(z.looseObject({})) })),
});

/** Has a stack's state tell of objects that something was made in the place of, and that are still to be deleted. */
export async function leaveDeposed(stack: Terraform): Promise<void> {
  const state = stateSchema.parse(JSON.parse((await stack.run("state", "pull")).stdout));
  for (const { instances } of state.resources.filter(({ mode }) => mode === "managed"))
    instances.push({ ...instances[0], deposed: "0badc0de" });
  const file = path.join(stack.folder, "deposed.json");
  writeFileSync(file, JSON.stringify({ ...state, serial: state.serial + 1 }));
  const { exitCode, output } = await stack.run("state", "push", file);
  if (exitCode !== 0) throw new Error(output);
}
