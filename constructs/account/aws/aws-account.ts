import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import type { Account } from "../../contract/project";

/**
 * Points a stack's `aws` provider at one account and region. Terraform stops before its first call when the
 * credentials belong to any other account.
 *
 * @param tags go on every resource that can carry tags.
 */
export function useAwsAccount(
  stack: TerraformStack,
  { id, region, deployRole }: Pick<Account, "id" | "region" | "deployRole">,
  tags: Record<string, string>,
): void {
  new AwsProvider(stack, "aws", {
    region,
    allowedAccountIds: [id],
    defaultTags: [{ tags }],
    ...(deployRole === undefined ? {} : { assumeRole: [{ roleArn: deployRole, sessionName: "hera" }] }),
  });
}
