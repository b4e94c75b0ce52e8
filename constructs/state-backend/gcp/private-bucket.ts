import { StorageBucket, type StorageBucketConfig } from "@cdktf/provider-google/lib/storage-bucket";
import { Construct } from "constructs";
import { dualRegionOf } from "./dual-regions";

export interface PrivateBucketProps {
  readonly name: string;
  readonly location: string;
  /** The second region that the bucket spans, if it spans two. */
  readonly replicaLocation?: string | undefined;
  /** Whether Terraform refuses to destroy the bucket; without it a destroy takes all that is in it along. */
  readonly deletionProtection: boolean;
  /** What is this bucket's own. */
  readonly settings: Pick<
    StorageBucketConfig,
    "dependsOn" | "encryption" | "ipFilter" | "lifecycleRule" | "logging" | "softDeletePolicy" | "versioning"
  >;
}

/** A bucket whose policy alone decides who gets in, and that no policy can open to the public. */
export class PrivateBucket extends Construct {
  readonly bucket: StorageBucket;

  constructor(
    scope: Construct,
    id: string,
    { name, location, replicaLocation, deletionProtection, settings }: PrivateBucketProps,
  ) {
    super(scope, id);
    this.bucket = new StorageBucket(this, "bucket", {
      name,
      ...placement(location, replicaLocation),
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      ...settings,
      forceDestroy: !deletionProtection,
      lifecycle: { preventDestroy: deletionProtection },
    });
  }
}

/** In capitals, as Cloud Storage answers it, or Terraform would replace the bucket. */
function placement(
  location: string,
  replicaLocation: string | undefined,
): Pick<StorageBucketConfig, "location" | "customPlacementConfig"> {
  const both = replicaLocation === undefined ? undefined : dualRegionOf(location, replicaLocation);
  if (both === undefined || replicaLocation === undefined) return { location: location.toUpperCase() };
  const dataLocations = [location, replicaLocation].map((region) => region.toUpperCase()).sort();
  return {
    location: both.code,
    ...(both.isConfigurable ? { customPlacementConfig: { dataLocations } } : {}),
  };
}
