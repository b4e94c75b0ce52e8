import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import type { TerraformStack } from "cdktf";

/** A Google Cloud project, and the region that resources without one of their own are in. */
export interface GcpAccount {
  readonly id: string;
  readonly region: string;
}

/**
 * Points a stack's `google` provider at one project and region.
 *
 * @param labels go on every resource that can carry labels.
 */
export function useGcpAccount(
  stack: TerraformStack,
  { id, region }: GcpAccount,
  labels: Record<string, string>,
): void {
  // As an argument, cdktf would write the label managed-by as managed_by.
  new GoogleProvider(stack, "google", { project: id, region }).addOverride("default_labels", labels);
}
