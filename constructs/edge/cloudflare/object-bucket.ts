import { R2Bucket } from "@cdktf/provider-cloudflare/lib/r2-bucket";
import {
  R2BucketLifecycle,
  type R2BucketLifecycleRules,
} from "@cdktf/provider-cloudflare/lib/r2-bucket-lifecycle";
import { Construct } from "constructs";
import { isJurisdiction, r2Endpoint } from "../../account/cloudflare/cloudflare-locations";
import type { EdgeBucket } from "../../contract/edge-bucket";

export interface ObjectBucketProps {
  readonly accountId: string;
  readonly name: string;
  readonly bucket: EdgeBucket;
}

const secondsOfDay = 24 * 60 * 60;

/** A private bucket, whose old objects and unfinished uploads go by themselves. R2 removes none that isn't empty. */
export class ObjectBucket extends Construct {
  /** Where it is reached by S3. */
  readonly endpoint: string;

  constructor(scope: Construct, id: string, { accountId, name, bucket }: ObjectBucketProps) {
    super(scope, id);
    const { location } = bucket;
    const jurisdiction = isJurisdiction(location) ? location : "default";
    const { name: bucketName } = new R2Bucket(this, "bucket", {
      accountId,
      name,
      jurisdiction,
      ...(isJurisdiction(location) ? {} : { location }),
    });
    new R2BucketLifecycle(this, "lifecycle", { accountId, bucketName, jurisdiction, rules: rulesOf(bucket) });
    this.endpoint = r2Endpoint(accountId, location);
  }
}

function rulesOf({ abortUploadsAfterDays, expireAfterDays }: EdgeBucket): R2BucketLifecycleRules[] {
  const ofAll = { enabled: true, conditions: { prefix: "" } };
  const after = (days: number) => ({ condition: { type: "Age", maxAge: days * secondsOfDay } });
  return [
    {
      id: "abandoned-uploads",
      ...ofAll,
      abortMultipartUploadsTransition: after(abortUploadsAfterDays),
    },
    ...(expireAfterDays === undefined
      ? []
      : [{ id: "old-objects", ...ofAll, deleteObjectsTransition: after(expireAfterDays) }]),
  ];
}
