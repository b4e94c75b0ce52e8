import { Aspects, type TerraformProvider, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";
import { keyAliasOf, replicaOf, stateBuckets } from "./names";
import { StateBucket } from "./state-bucket";
import { StateKey } from "./state-key";

/** A bucket in another Region like each bucket of state, to take a second copy of every version. */
export class StateReplicas extends Construct {
  /** The copies, by the names of the buckets that they are made from. */
  readonly buckets: ReadonlyMap<string, StateBucket>;
  /** The key that encrypts them, which never leaves its Region; undefined for AWS' own. */
  readonly kmsKeyArn: string | undefined;

  constructor(scope: Construct, id: string, settings: StateBackendSettings, provider: TerraformProvider) {
    super(scope, id);
    // Whatever stands in this scope stands in the other Region, what a bucket adds to itself included.
    Aspects.of(this).add({
      visit: (node) => {
        if (node instanceof TerraformResource) node.provider = provider;
      },
    });
    const { account, encryption, deletionProtection } = settings;
    this.kmsKeyArn =
      encryption === "customer-key"
        ? new StateKey(this, "key", { alias: keyAliasOf(settings), account, deletionProtection }).arn
        : undefined;
    this.buckets = new Map(
      stateBuckets(settings).map(({ suffix, bucket }) => [
        bucket,
        new StateBucket(this, `state${suffix}`, {
          name: replicaOf(settings, bucket),
          settings,
          kmsKeyArn: this.kmsKeyArn,
        }),
      ]),
    );
  }
}
