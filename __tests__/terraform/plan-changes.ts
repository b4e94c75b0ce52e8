// What a plan would do, resource by resource, from `terraform show -json`.
import { z } from "zod";

const planSchema = z.object({
  resource_changes: z.array(
    z.object({ address: z.string(), mode: z.string(), change: z.object({ actions: z.array(z.string()) }) }),
  ),
});

/** A resource that a plan would create, update, replace or delete. */
export interface ChangedResource {
  readonly address: string;
  /** Terraform's own words: one, or two for a replacement. */
  readonly actions: readonly string[];
}

/** The resources that a plan would change; what it only reads is left out. */
export function changedResources(plan: unknown): ChangedResource[] {
  return planSchema
    .parse(plan)
    .resource_changes.filter(({ mode, change }) => mode === "managed" && change.actions.join() !== "no-op")
    .map(({ address, change }) => ({ address, actions: change.actions }));
}
