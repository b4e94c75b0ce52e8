import { Construct } from "constructs";
import { keepLeftOut } from "../../contract/left-out-resources";
import type { StateBackendOutputs, StateBackendSettings } from "../../contract/state-backend";
import { bucketOutputs, stateBuckets } from "../../contract/state-buckets";
import { bucketOf } from "./names";
import { StateBucket } from "./state-bucket";

/** Where the state of all environments lives in R2: a bucket, or one for each. */
export class CloudflareStateBackend extends Construct {
  readonly outputs: StateBackendOutputs;

  constructor(scope: Construct, id: string, settings: StateBackendSettings) {
    super(scope, id);
    const buckets = stateBuckets(settings, bucketOf);
    for (const { id, name } of buckets) new StateBucket(this, id, { name, settings });
    keepLeftOut(this, [
      ["cloudflare_r2_bucket/state_bucket", "cloudflare_r2_bucket_lifecycle/state_lifecycle"],
      // The provider wouldn't lift a lock either: it takes the rules out of its state, and leaves them in place.
      ...[...new Set(["state", ...buckets.map(({ id }) => id)])].map((id) => [lockOf(id)]),
    ]);
    this.outputs = bucketOutputs(settings, bucketOf);
  }
}

function lockOf(bucketId: string): string {
  return `cloudflare_r2_bucket_lock/${bucketId}_backup-lock`;
}
