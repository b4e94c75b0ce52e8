// What a plan would do, resource by resource, from `terraform show -json`.
import { z } from "zod";

const planSchema = z.object({
  resource_changes: z.array(
    z.object({
      address: z.string(),
      mode: z.string(),
      change: z.object({ actions: z.array(z.string()), before: z.unknown(), after: z.unknown() }),
    }),
  ),
});

/** A resource that a plan would create, update, replace or delete. */
export interface ChangedResource {
  readonly address: string;
  /** Terraform's own words: one, or two for a replacement. */
  readonly actions: readonly string[];
  /** Its attributes as JSON; where Terraform keeps them secret, their values aren't hidden. */
  readonly before: string;
  readonly after: string;
}

/** The resources that a plan would change; what it only reads is left out. */
export function changedResources(plan: unknown): ChangedResource[] {
  return planSchema
    .parse(plan)
    .resource_changes.filter(({ mode, change }) => mode === "managed" && change.actions.join() !== "no-op")
    .map(({ address, change: { actions, before, after } }) => ({
      address,
      actions,
      before: JSON.stringify(before ?? null),
      after: JSON.stringify(after ?? null),
    }));
}
