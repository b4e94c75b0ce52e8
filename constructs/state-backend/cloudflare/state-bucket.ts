import { R2Bucket } from "@cdktf/provider-cloudflare/lib/r2-bucket";
import { R2BucketLifecycle } from "@cdktf/provider-cloudflare/lib/r2-bucket-lifecycle";
import { R2BucketLock } from "@cdktf/provider-cloudflare/lib/r2-bucket-lock";
import { Construct } from "constructs";
import { isJurisdiction } from "../../account/cloudflare/cloudflare-locations";
import { backupFolder } from "../../contract/backend-block";
import type { StateBackendSettings } from "../../contract/state-backend";

export interface StateBucketProps {
  readonly name: string;
  readonly settings: StateBackendSettings;
}

const secondsOfDay = 24 * 60 * 60;

/**
 * A bucket of states. R2 keeps no versions, so what there is of history are the copies that `hera state` makes below
 * `backups/`: they go after their days, and can be locked until then.
 */
export class StateBucket extends Construct {
  constructor(scope: Construct, id: string, { name, settings }: StateBucketProps) {
    super(scope, id);
    const { account, location, objectLock, retention } = settings;
    const lifecycle = { preventDestroy: settings.deletionProtection };
    const jurisdiction = isJurisdiction(location) ? location : "default";
    const { name: bucketName } = new R2Bucket(this, "bucket", {
      accountId: account,
      name,
      jurisdiction,
      ...(isJurisdiction(location) ? {} : { location }),
      lifecycle,
    });
    const bucket = { accountId: account, bucketName, jurisdiction };
    new R2BucketLifecycle(this, "lifecycle", {
      ...bucket,
      rules: [
        {
          id: "old-backups",
          enabled: true,
          conditions: { prefix: backupFolder },
          deleteObjectsTransition: {
            condition: { type: "Age", maxAge: retention.noncurrentDays * secondsOfDay },
          },
        },
        {
          id: "abandoned-uploads",
          enabled: true,
          conditions: { prefix: "" },
          abortMultipartUploadsTransition: { condition: { type: "Age", maxAge: 7 * secondsOfDay } },
        },
      ],
    });
    if (objectLock !== undefined) {
      new R2BucketLock(this, "backup-lock", {
        ...bucket,
        rules: [
          {
            id: "backups",
            enabled: true,
            // Never more: a lock forbids to overwrite, too, and no state below it could be written twice.
            prefix: backupFolder,
            condition: { type: "Age", maxAgeSeconds: objectLock.days * secondsOfDay },
          },
        ],
        lifecycle,
      });
    }
  }
}
