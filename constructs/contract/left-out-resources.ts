import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/**
 * Has Terraform forget, and not destroy, what an edit takes out of the configuration: `prevent_destroy` can't keep it,
 * because it goes with the resource.
 * https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
 *
 * @param resources by type and the ids of their constructs below `scope`: `aws_s3_bucket/state_bucket`.
 */
export function keepLeftOut(scope: Construct, resources: readonly string[]): void {
  const prefix = scope.node.scopes
    .slice(2)
    .map(({ node }) => node.id)
    .join("_");
  TerraformStack.of(scope).addOverride(
    "removed",
    resources.map((resource) => ({
      from: resource.replace("/", `.${prefix}_`),
      lifecycle: { destroy: false },
    })),
  );
}
