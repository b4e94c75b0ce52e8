import { Construct } from "constructs";
import {
  type StateBackendOutputs,
  type StateBackendSettings,
  stateOwners,
} from "../../contract/state-backend";
import { AccessLogBucket } from "./access-log-bucket";
import { keepWhatIsLeftOut } from "./kept-resources";
import { LockTable } from "./lock-table";
import { accessLogBucketOf, bucketOf, encryptionKeyOf, keyAliasOf, lockTableOf, sharedBucket } from "./names";
import { StateBucket } from "./state-bucket";
import { StateKey } from "./state-key";

/** Where the state of all environments lives on AWS: a bucket, and what encrypts, locks and watches it. */
export class AwsStateBackend extends Construct {
  readonly outputs: StateBackendOutputs;

  constructor(scope: Construct, id: string, settings: StateBackendSettings) {
    super(scope, id);
    const { deletionProtection, encryption } = settings;
    const key =
      encryption === "customer-key"
        ? new StateKey(this, "key", { alias: keyAliasOf(settings), deletionProtection })
        : undefined;
    const accessLog =
      settings.accessLogDays > 0 ? new AccessLogBucket(this, "access-log", settings) : undefined;
    new StateBucket(this, "state", {
      name: sharedBucket(settings),
      settings,
      kmsKeyArn: key?.arn,
      accessLogBucket: accessLog?.store,
    });
    if (settings.locking !== "lockfile") {
      new LockTable(this, "locks", {
        name: lockTableOf(settings, ""),
        deletionProtection,
        kmsKeyArn: key?.arn,
      });
    }
    keepWhatIsLeftOut(this, settings);
    const isShared = settings.layout === "shared";
    const isTabled = settings.locking !== "lockfile";
    const owners = isShared ? [] : stateOwners(settings);
    this.outputs = {
      bucket: isShared ? sharedBucket(settings) : "",
      environmentBuckets: Object.fromEntries(owners.map((owner) => [owner, bucketOf(settings, owner)])),
      location: settings.location,
      lockTable: isShared && isTabled ? lockTableOf(settings, "") : "",
      environmentLockTables: Object.fromEntries(
        isTabled ? owners.map((owner) => [owner, lockTableOf(settings, owner)]) : [],
      ),
      encryptionKeyId: encryptionKeyOf(settings),
      accessLogBucket: accessLog === undefined ? "" : accessLogBucketOf(settings),
      replicaBuckets: {},
      planRoles: {},
      applyRoles: {},
    };
  }
}
