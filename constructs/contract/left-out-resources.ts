import { TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/**
 * Has Terraform forget, and not destroy, what an edit takes out of the configuration: `prevent_destroy` can't keep it,
 * because it goes with the resource.
 * https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
 *
 * @param groups resources that come and go with the first of their group, by type and the ids of their constructs below
 *   `scope`: `aws_s3_bucket/state_bucket`. A group is forgotten where its first is not built.
 */
export function keepLeftOut(scope: Construct, groups: readonly (readonly string[])[]): void {
  const prefix = scope.node.scopes
    .slice(2)
    .map(({ node }) => node.id)
    .join("_");
  const resources = scope.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
  const built = new Set(resources.map((one) => `${one.terraformResourceType}.${one.friendlyUniqueId}`));
  const leftOut = groups
    .map((group) => group.map((resource) => resource.replace("/", `.${prefix}_`)))
    .filter(([first = ""]) => !built.has(first))
    .flat();
  TerraformStack.of(scope).addOverride(
    "removed",
    leftOut.map((from) => ({ from, lifecycle: { destroy: false } })),
  );
}
