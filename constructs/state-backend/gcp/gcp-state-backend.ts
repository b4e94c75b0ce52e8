import { Construct } from "constructs";
import { RequiredApis } from "../../account/gcp/required-apis";
import { keepLeftOut } from "../../contract/left-out-resources";
import {
  accessTo,
  type StateBackendOutputs,
  type StateBackendSettings,
  stateOwners,
} from "../../contract/state-backend";
import { AccessLogBucket } from "./access-log-bucket";
import { identityPools } from "./identity-pool";
import { keptResources } from "./kept-resources";
import {
  accessLogBucketOf,
  bucketOf,
  encryptionKeyOf,
  keyLocationOf,
  keyRingOf,
  sharedBucket,
} from "./names";
import { requiredApis } from "./required-apis";
import { StateBucket } from "./state-bucket";
import { StateGrants } from "./state-grants";
import { StateKey } from "./state-key";

/** Where the state of all environments lives on Google Cloud: a bucket or one each, and what encrypts and watches it. */
export class GcpStateBackend extends Construct {
  readonly outputs: StateBackendOutputs;

  constructor(scope: Construct, id: string, settings: StateBackendSettings) {
    super(scope, id);
    const { deletionProtection, encryption, layout, accessLogDays } = settings;
    const after = new RequiredApis(this, "apis", requiredApis(settings)).enabled;
    const key =
      encryption === "customer-key"
        ? new StateKey(this, "key", {
            ring: keyRingOf(settings),
            location: keyLocationOf(settings),
            deletionProtection,
            after,
          })
        : undefined;
    const accessLog =
      accessLogDays > 0 ? new AccessLogBucket(this, "access-log", settings, after) : undefined;
    const isShared = layout === "shared";
    const owners = isShared ? [] : stateOwners(settings);
    const bucketProps = { settings, key, accessLog, after };
    const shared = isShared
      ? new StateBucket(this, "state", { name: sharedBucket(settings), ...bucketProps })
      : undefined;
    const own = new Map(
      owners.map((owner) => [
        owner,
        new StateBucket(this, `state-${owner}`, { name: bucketOf(settings, owner), ...bucketProps }),
      ]),
    );
    const pools = identityPools(this, settings, after);
    for (const environment of Object.keys(settings.access)) {
      const bucket = shared ?? own.get(environment);
      if (bucket === undefined) throw new Error(`no bucket was made for ${environment}`);
      new StateGrants(this, `access-${environment}`, {
        environment,
        bucket: bucket.name,
        isShared,
        access: accessTo(settings, environment),
        pools,
      });
    }
    keepLeftOut(this, keptResources);
    this.outputs = {
      bucket: isShared ? sharedBucket(settings) : "",
      environmentBuckets: Object.fromEntries(owners.map((owner) => [owner, bucketOf(settings, owner)])),
      location: settings.location,
      lockTable: "",
      environmentLockTables: {},
      encryptionKeyId: encryptionKeyOf(settings),
      accessLogBucket: accessLog === undefined ? "" : accessLogBucketOf(settings),
      // One bucket spans both regions, and who plans and who applies signs in as itself.
      replicaBuckets: {},
      planRoles: {},
      applyRoles: {},
    };
  }
}
