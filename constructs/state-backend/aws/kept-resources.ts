/**
 * What an edit of the settings may take out of the configuration and must not destroy: the buckets of another layout, the
 * second copies, the key that old versions of the state are encrypted with, the table that others may still lock in, the
 * retention of versions, the access log.
 */
export function keptResources(environments: readonly string[]): string[][] {
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
