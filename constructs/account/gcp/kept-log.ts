import { LoggingProjectBucketConfig } from "@cdktf/provider-google/lib/logging-project-bucket-config";
import { LoggingProjectExclusion } from "@cdktf/provider-google/lib/logging-project-exclusion";
import { LoggingProjectSink } from "@cdktf/provider-google/lib/logging-project-sink";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

export interface KeptLogProps {
  /** The Google Cloud project that the entries come from. */
  readonly project: string;
  readonly region: string;
  /** Names the sink, and begins the name of the bucket. */
  readonly name: string;
  /**
   * Ends the bucket's name: something that is new each time the environment is made. A log bucket keeps its name for
   * seven days after its removal, in which no other can have it.
   * https://docs.cloud.google.com/logging/docs/buckets#delete_a_bucket
   */
  readonly uniqueId: string;
  /** Which entries, in the language of Cloud Logging. */
  readonly filter: string;
  /** Days that each entry is kept. */
  readonly retentionDays: number;
  /** What must exist before anything of it. */
  readonly after: readonly ITerraformDependable[];
}

/** Log entries in a bucket of their own, which keeps them for as long as wanted and not for the project's 30 days. */
export class KeptLog extends Construct {
  /** The bucket: `projects/…/locations/…/buckets/…`. */
  readonly destination: string;
  /** What must exist before the first entry is written, or it is kept where it shouldn't be. */
  readonly routes: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    { project, region, name, uniqueId, filter, retentionDays, after }: KeptLogProps,
  ) {
    super(scope, id);
    const bucket = new LoggingProjectBucketConfig(this, "bucket", {
      project,
      location: region,
      bucketId: `${name}-${uniqueId}`,
      retentionDays,
      dependsOn: [...after],
    });
    // Within a project no permission is needed to write to a bucket.
    const sink = new LoggingProjectSink(this, "sink", {
      name,
      destination: `logging.googleapis.com/${bucket.id}`,
      filter,
      uniqueWriterIdentity: true,
    });
    // Everything goes to the project's own bucket as well, unless it is kept out.
    const exclusion = new LoggingProjectExclusion(this, "exclusion", {
      name,
      description: `Kept in a bucket of its own by the sink ${name}`,
      filter,
      dependsOn: [sink],
    });
    this.destination = bucket.id;
    this.routes = [sink, exclusion];
  }
}
