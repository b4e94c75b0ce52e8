import { Construct } from "constructs";
import { keepLeftOut } from "../../contract/left-out-resources";
import type { StateBackendOutputs, StateBackendSettings } from "../../contract/state-backend";
import { bucketOutputs, stateBuckets } from "../../contract/state-buckets";
import { bucketOf } from "./names";
import { StateBucket } from "./state-bucket";

/** Where the state of all environments lives in Hetzner Object Storage: a bucket, or one for each. */
export class HetznerStateBackend extends Construct {
  readonly outputs: StateBackendOutputs;

  constructor(scope: Construct, id: string, settings: StateBackendSettings) {
    super(scope, id);
    const buckets = stateBuckets(settings, bucketOf);
    for (const { id, name } of buckets) new StateBucket(this, id, { name, settings });
    keepLeftOut(this, [
      ["aws_s3_bucket/state_bucket", "aws_s3_bucket_versioning/state_versioning"],
      ...[...new Set(["state", ...buckets.map(({ id }) => id)])].map((id) => [lockOf(id)]),
    ]);
    this.outputs = bucketOutputs(settings, bucketOf);
  }
}

function lockOf(bucketId: string): string {
  return `aws_s3_bucket_object_lock_configuration/${bucketId}_object-lock`;
}
