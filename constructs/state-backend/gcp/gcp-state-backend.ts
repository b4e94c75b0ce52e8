import { Construct } from "constructs";
import { RequiredApis } from "../../account/gcp/required-apis";
import { keepLeftOut } from "../../contract/left-out-resources";
import { accessTo, type StateBackendOutputs, type StateBackendSettings } from "../../contract/state-backend";
import { bucketOutputs, stateBuckets } from "../../contract/state-buckets";
import { AccessLogBucket } from "./access-log-bucket";
import { identityPools } from "./identity-pool";
import { keptResources } from "./kept-resources";
import { accessLogBucketOf, bucketOf, encryptionKeyOf, keyLocationOf, keyRingOf } from "./names";
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
    const buckets = new Map(
      stateBuckets(settings, bucketOf).map(({ id, name }) => [
        name,
        new StateBucket(this, id, { name, settings, key, accessLog, after }),
      ]),
    );
    const pools = identityPools(this, settings, after);
    for (const environment of Object.keys(settings.access)) {
      const bucket = buckets.get(bucketOf(settings, environment));
      if (bucket === undefined) throw new Error(`no bucket was made for ${environment}`);
      new StateGrants(this, `access-${environment}`, {
        environment,
        bucket: bucket.name,
        isShared: layout === "shared",
        access: accessTo(settings, environment),
        pools,
      });
    }
    keepLeftOut(this, keptResources);
    // No replicas and no roles: one bucket spans both regions, and whoever plans or applies signs in as itself.
    this.outputs = {
      ...bucketOutputs(settings, bucketOf),
      encryptionKeyId: encryptionKeyOf(settings),
      accessLogBucket: accessLog === undefined ? "" : accessLogBucketOf(settings),
    };
  }
}
