import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";

/**
 * Has Terraform forget, and not destroy, what an edit of the settings takes out of the configuration: the key that old
 * versions of the state are encrypted with, the table that others may still lock in, the retention of versions, the
 * access log. `prevent_destroy` can't keep them, because it goes with the resource.
 * https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
 */
export function keepWhatIsLeftOut(backend: Construct, settings: StateBackendSettings): void {
  const scopes = backend.node.scopes.slice(2).map((scope) => scope.node.id);
  const prefix = scopes.join("_");
  const leftOut = [
    ...(settings.encryption === "customer-key" ? [] : ["aws_kms_key/key_key", "aws_kms_alias/key_alias"]),
    ...(settings.locking === "lockfile" ? ["aws_dynamodb_table/locks_table"] : []),
    ...(settings.objectLock === undefined
      ? ["aws_s3_bucket_object_lock_configuration/state_object-lock"]
      : []),
    ...(settings.accessLogDays === 0 ? accessLog : []),
  ];
  TerraformStack.of(backend).addOverride(
    "removed",
    leftOut.map((resource) => ({
      from: resource.replace("/", `.${prefix}_`),
      lifecycle: { destroy: false },
    })),
  );
}

const accessLog = [
  "aws_s3_bucket/access-log_store_bucket",
  "aws_s3_bucket_server_side_encryption_configuration/access-log_store_encryption",
  "aws_s3_bucket_public_access_block/access-log_store_public-access-block",
  "aws_s3_bucket_ownership_controls/access-log_store_ownership",
  "aws_s3_bucket_policy/access-log_store_policy",
  "aws_s3_bucket_lifecycle_configuration/access-log_lifecycle",
];
