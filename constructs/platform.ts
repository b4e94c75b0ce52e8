import { Construct } from "constructs";
import { clouds } from "./clouds";
import { addOns } from "./contract/add-ons";
import type { MadeDnsZone } from "./contract/dns-zone";
import { existingDnsZones } from "./contract/dns-zone";
import type { Environment } from "./contract/environment";
import type { BucketPurpose, FeatureName } from "./contract/feature";
import type { KubernetesCluster } from "./contract/kubernetes-cluster";
import type { LayerProps, NetworkOutputs } from "./contract/network";
import type { Platform, PlatformOutputs } from "./contract/platform";
import { identityOn, makesDnsZone } from "./contract/platform-checks";
import type { AddOnIdentities, PlatformPlace, PlatformStoresOffer } from "./contract/platform-cloud";
import type { WorkloadIdentity, WorkloadIdentitySettings } from "./contract/workload-identity";
import { platformOutputs } from "./platform-outputs";

/** What the cloud half of a platform is made from. */
export interface CloudHalfProps extends LayerProps {
  readonly environment: Environment;
  readonly platform: Platform;
}

/** What a platform needs of clouds, made beside its cluster: identities, buckets, and the domain's zone. */
export class CloudHalf extends Construct {
  /** The zone that is made; undefined where the domain has one already, or nothing writes into any. */
  readonly dnsZone: MadeDnsZone | undefined;
  /** The identities of the add-ons. */
  readonly grants: readonly (WorkloadIdentitySettings & { readonly name: FeatureName })[];
  private readonly place: PlatformPlace;
  private readonly offer: PlatformStoresOffer;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: CloudHalfProps,
  ) {
    super(scope, id);
    const { environment, platform, namePrefix, tags } = props;
    const { cloud, account } = environment.account.workloads ?? environment;
    const offer = clouds[cloud].platformStores;
    if (offer === undefined) throw new Error(`${cloud} has no stores for a platform`);
    this.offer = offer;
    const { deletionProtection } = environment.kubernetesCluster;
    this.place = { namePrefix, account, region: account.region, tags, platform, deletionProtection };
    this.grants = platform.features.flatMap((name) => this.grantOf(name));
    this.dnsZone = makesDnsZone(platform) ? offer.createDnsZone(this, "zone", this.place) : undefined;
  }

  /** Makes what there can only be with a cluster, and says what the in-cluster half must know. */
  complete(kubernetes: KubernetesCluster, network: NetworkOutputs): PlatformOutputs {
    const { environment, platform, namePrefix } = this.props;
    const identities: AddOnIdentities = Object.fromEntries(
      this.grants.map((grant) => [grant.name, kubernetes.grantWorkloadIdentity(grant)]),
    );
    const cluster = clouds[environment.cloud].addOnCluster(this, {
      ...this.props,
      cluster: environment.kubernetesCluster,
      network,
      identities,
    });
    const stores = this.offer.createStores(this, {
      ...this.place,
      purposes: bucketsOf(platform.features),
      dnsZones: this.dnsZone === undefined ? existingDnsZones(this.place.account.dnsZoneIds) : [this.dnsZone],
      identities,
    });
    const { dnsZone } = this;
    const { workloads } = environment.account;
    const federation = workloads && clouds[workloads.cloud].workloadFederation;
    const podToken =
      federation && ((identity: WorkloadIdentity) => federation.podToken(identity, workloads.account));
    return platformOutputs({
      environment,
      platform,
      namePrefix,
      cluster,
      stores,
      identities,
      podToken,
      dnsZone,
    });
  }

  private grantOf(name: FeatureName) {
    const { cloud, kubernetesCluster } = this.props.environment;
    const { namespace, bucket } = addOns[name];
    const identity = identityOn(name, cloud);
    if (identity === undefined) return [];
    const { serviceAccount } = identity;
    const hasLogs = kubernetesCluster.controlPlaneLogs !== "off";
    const permissions = identity.permissions.filter((one) => hasLogs || one !== "logs.read");
    const buckets = bucket && [this.offer.bucketName(bucket, this.place.account)];
    return permissions.length === 0 ? [] : [{ name, namespace, serviceAccount, permissions, buckets }];
  }
}

/** What features keep things in. */
function bucketsOf(features: readonly FeatureName[]): readonly BucketPurpose[] {
  return [...new Set(features.flatMap((name) => addOns[name].bucket ?? []))].sort();
}
