import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
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

/** A provider like the stack's own under an alias, for another Region of the same account. */
export function providerInRegion(scope: Construct, alias: string, region: string): AwsProvider {
  const stack = TerraformStack.of(scope);
  const own = stack.node.findChild("aws");
  if (!(own instanceof AwsProvider)) throw new Error(`${stack.node.id} has no account yet`);
  return new AwsProvider(stack, `aws-${alias}`, {
    alias,
    region,
    allowedAccountIds: own.allowedAccountIds,
    defaultTags: own.defaultTags,
    assumeRole: own.assumeRole,
  });
}
