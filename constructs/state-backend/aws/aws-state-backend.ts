import { Construct } from "constructs";
import { providerInRegion } from "../../account/aws/aws-account";
import { keepLeftOut } from "../../contract/left-out-resources";
import type { StateBackendOutputs, StateBackendSettings } from "../../contract/state-backend";
import { AccessLogBucket } from "./access-log-bucket";
import { EnvironmentRoles } from "./environment-roles";
import { keptResources } from "./kept-resources";
import { keyPermissions } from "./key-permissions";
import { LockTable } from "./lock-table";
import { keyAliasOf, stateBuckets } from "./names";
import { OidcProviders } from "./oidc-providers";
import { stateOutputs } from "./outputs";
import { Replication } from "./replication";
import { StateBucket } from "./state-bucket";
import { StateKey } from "./state-key";
import { StateReplicas } from "./state-replicas";

/** Where the state of all environments lives on AWS: buckets, and what encrypts, locks, copies and watches them. */
export class AwsStateBackend extends Construct {
  readonly outputs: StateBackendOutputs;

  constructor(scope: Construct, id: string, settings: StateBackendSettings) {
    super(scope, id);
    new OidcProviders(this, "oidc", settings);
    const roles = Object.keys(settings.access).map(
      (environment) => new EnvironmentRoles(this, `roles-${environment}`, settings, environment),
    );
    const kmsKeyArn = this.key(settings, roles);
    const sources = this.buckets(settings, kmsKeyArn);
    const { redundancy, location, replicaLocation: region } = settings;
    // Without a second copy too: Terraform forgets one that is given up by the provider that made it.
    const provider = providerInRegion(this, "replica", region ?? location);
    if (redundancy === "geo" && region !== undefined) {
      const replicas = new StateReplicas(this, "replica", settings, provider);
      new Replication(this, "replication", { settings, sources, replicas, kmsKeyArn, region });
    }
    keepLeftOut(this, keptResources(settings.environments));
    this.outputs = stateOutputs(settings);
  }

  private key(settings: StateBackendSettings, roles: readonly EnvironmentRoles[]): string | undefined {
    const { account, encryption, deletionProtection } = settings;
    if (encryption !== "customer-key") return undefined;
    return new StateKey(this, "key", {
      alias: keyAliasOf(settings),
      account,
      deletionProtection,
      statements: keyPermissions(settings, roles),
    }).arn;
  }

  private buckets(
    settings: StateBackendSettings,
    kmsKeyArn: string | undefined,
  ): ReadonlyMap<string, StateBucket> {
    const { accessLogDays, deletionProtection, locking } = settings;
    const log = accessLogDays > 0 ? new AccessLogBucket(this, "access-log", settings) : undefined;
    const buckets = new Map<string, StateBucket>();
    for (const { suffix, bucket, lockTable, logPrefix } of stateBuckets(settings)) {
      const accessLog = log === undefined ? undefined : { bucket: log.store, prefix: logPrefix };
      const props = { name: bucket, settings, kmsKeyArn, accessLog };
      buckets.set(bucket, new StateBucket(this, `state${suffix}`, props));
      if (locking !== "lockfile") {
        new LockTable(this, `locks${suffix}`, { name: lockTable, deletionProtection, kmsKeyArn });
      }
    }
    return buckets;
  }
}
