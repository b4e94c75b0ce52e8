import { Construct } from "constructs";
import type { StateBackendOutputs, StateBackendSettings } from "../../contract/state-backend";
import { AccessLogBucket } from "./access-log-bucket";
import { keepWhatIsLeftOut } from "./kept-resources";
import { LockTable } from "./lock-table";
import { stateBackendNames } from "./names";
import { StateBucket } from "./state-bucket";
import { StateKey } from "./state-key";

/** Where the state of all environments lives on AWS: a bucket, and what encrypts, locks and watches it. */
export class AwsStateBackend extends Construct {
  readonly outputs: StateBackendOutputs;

  constructor(scope: Construct, id: string, settings: StateBackendSettings) {
    super(scope, id);
    const { keyAlias, ...outputs } = stateBackendNames(settings);
    const { deletionProtection, encryption } = settings;
    const key =
      encryption === "customer-key"
        ? new StateKey(this, "key", { alias: keyAlias, deletionProtection })
        : undefined;
    const accessLog =
      settings.accessLogDays > 0 ? new AccessLogBucket(this, "access-log", settings) : undefined;
    new StateBucket(this, "state", { settings, kmsKeyArn: key?.arn, accessLogBucket: accessLog?.store });
    if (settings.locking !== "lockfile") {
      new LockTable(this, "locks", { name: outputs.lockTable, deletionProtection, kmsKeyArn: key?.arn });
    }
    keepWhatIsLeftOut(this, settings);
    this.outputs = outputs;
  }
}
