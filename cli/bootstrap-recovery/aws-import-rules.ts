import type { ImportRules } from "./import-rules";

/** https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs */
export const awsImportRules: ImportRules = {
  aws_s3_bucket: "{bucket}",
  aws_s3_bucket_lifecycle_configuration: "{bucket}",
  aws_s3_bucket_logging: "{bucket}",
  aws_s3_bucket_object_lock_configuration: "{bucket}",
  aws_s3_bucket_ownership_controls: "{bucket}",
  aws_s3_bucket_policy: "{bucket}",
  aws_s3_bucket_public_access_block: "{bucket}",
  aws_s3_bucket_replication_configuration: "{bucket}",
  aws_s3_bucket_server_side_encryption_configuration: "{bucket}",
  aws_s3_bucket_versioning: "{bucket}",
  aws_dynamodb_table: "{name}",
  aws_kms_alias: "{name}",
  // A key has no name but its alias.
  aws_kms_key: {
    by: "aws_kms_alias",
    reference: "target_key_id",
    data: "aws_kms_alias",
    argument: "name",
    attribute: "target_key_id",
  },
  aws_iam_role: "{name}",
  aws_iam_role_policy: "{role}:{name}",
  aws_iam_role_policy_attachment: "{role}/{policy_arn}",
  aws_iam_policy: "arn:aws:iam::{account}:policy{path:/}{name}",
  aws_iam_openid_connect_provider: "arn:aws:iam::{account}:oidc-provider/{url#host}",
};
