import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import type { TerraformStack } from "cdktf";
import type { Account } from "../../contract/project";

/** A Google Cloud project, the region of what names none, and the service account that Terraform acts as. */
export type GcpAccount = Pick<Account, "id" | "region"> & Partial<Pick<Account, "deployRole">>;

/**
 * Points a stack's `google` provider at one project and region.
 *
 * @param labels go on every resource that can carry labels.
 */
export function useGcpAccount(
  stack: TerraformStack,
  { id, region, deployRole }: GcpAccount,
  labels: Record<string, string>,
): void {
  const provider = new GoogleProvider(stack, "google", {
    project: id,
    region,
    ...(deployRole === undefined ? {} : { impersonateServiceAccount: deployRole }),
  });
  // As an argument, cdktf would write the label managed-by as managed_by.
  provider.addOverride("default_labels", labels);
}
