import { TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";

/**
 * Has Terraform forget, and not destroy, what an edit of the settings takes out of the configuration: the buckets of
 * another layout, the second copies, the key that old versions of the state are encrypted with, the table that others
 * may still lock in, the retention of versions, the access log. `prevent_destroy` can't keep them, because it goes with
 * the resource.
 * https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
 */
export function keepWhatIsLeftOut(backend: Construct, { environments }: StateBackendSettings): void {
  const prefix = backend.node.scopes
    .slice(2)
    .map((scope) => scope.node.id)
    .join("_");
  const resources = backend.node.findAll().filter((node) => TerraformResource.isTerraformResource(node));
  const present = new Set(resources.map((one) => `${one.terraformResourceType}.${one.friendlyUniqueId}`));
  const leftOut = candidates(environments)
    .map((group) => group.map((resource) => resource.replace("/", `.${prefix}_`)))
    .flatMap(([anchor = "", ...others]) => (present.has(anchor) ? [] : [anchor, ...others]));
  TerraformStack.of(backend).addOverride(
    "removed",
    leftOut.map((from) => ({ from, lifecycle: { destroy: false } })),
  );
}

/** All that is worth keeping: what is kept or forgotten together with the first of each group. */
function candidates(environments: readonly string[]): string[][] {
  const suffixes = ["", ...["bootstrap", ...environments].map((owner) => `-${owner}`)];
  return [
    ...keyIn("key"),
    ...keyIn("replica_key"),
    ...suffixes.map((suffix) => [`aws_dynamodb_table/locks${suffix}_table`]),
    ...suffixes.flatMap((suffix) => [
      ...stateBucket(`state${suffix}`, `aws_s3_bucket_replication_configuration/replication_state${suffix}`),
      ...stateBucket(`replica_state${suffix}`),
    ]),
    [...privateBucket("access-log"), "aws_s3_bucket_lifecycle_configuration/access-log_lifecycle"],
  ];
}

function keyIn(place: string): string[][] {
  return [[`aws_kms_key/${place}_key`], [`aws_kms_alias/${place}_alias`]];
}

/** Object Lock is forgotten by itself, too: it can't be taken from a bucket. */
function stateBucket(id: string, ...settings: readonly string[]): string[][] {
  return [
    [
      ...privateBucket(id),
      `aws_s3_bucket_versioning/${id}_versioning`,
      `aws_s3_bucket_lifecycle_configuration/${id}_lifecycle`,
      `aws_s3_bucket_logging/${id}_access-log`,
      ...settings,
    ],
    [`aws_s3_bucket_object_lock_configuration/${id}_object-lock`],
  ];
}

function privateBucket(id: string): string[] {
  return [
    `aws_s3_bucket/${id}_store_bucket`,
    `aws_s3_bucket_server_side_encryption_configuration/${id}_store_encryption`,
    `aws_s3_bucket_public_access_block/${id}_store_public-access-block`,
    `aws_s3_bucket_ownership_controls/${id}_store_ownership`,
    `aws_s3_bucket_policy/${id}_store_policy`,
  ];
}
