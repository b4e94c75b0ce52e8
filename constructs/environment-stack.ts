import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { clouds } from "./clouds";
import type { DnsZone } from "./contract/dns-zone";
import type { Environment, EnvironmentOutputs } from "./contract/environment";
import { isExisting, type LayerProps } from "./contract/network";
import type { PlatformOutputs } from "./contract/platform";
import type { Project } from "./contract/project";
import { commonTags } from "./contract/tags";
import type { FederateWorkloads } from "./contract/workload-federation";
import { HeraStack } from "./hera-stack";
import { CloudHalf } from "./platform";
import { attachStateBackend } from "./state-attachment";

/**
 * One environment: a network, a Kubernetes cluster on its cloud, and what the cluster's platform needs of clouds, with
 * state in the project's backend.
 */
export class EnvironmentStack extends HeraStack {
  readonly outputs: EnvironmentOutputs;
  /** What the in-cluster half of the platform must know; undefined without a platform. */
  readonly platformOutputs: PlatformOutputs | undefined;

  constructor(scope: Construct, project: Project, environment: Environment) {
    super(scope, environment.name);
    const { account, zones, network, kubernetesCluster, overrides, platform } = environment;
    const cloud = clouds[environment.cloud];
    const tags = commonTags(project, environment.name, environment.tags);
    const common = {
      namePrefix: `${project.name}-${environment.name}`,
      account,
      region: account.region,
      zones,
      overrides,
      tags,
    };

    attachStateBackend(this, project.stateBackend, {
      environment: environment.name,
      stack: environment.name,
    });
    cloud.useAccount(this, account, tags);
    const { workloads } = account;
    if (workloads !== undefined) clouds[workloads.cloud].useAccount(this, workloads.account, tags);
    const { outputs, egress } = cloud.createNetwork(this, "network", { ...common, network });
    const cloudHalf = platform && new CloudHalf(this, "platform", { ...common, environment, platform });
    const cluster = cloud.createKubernetesCluster(this, "cluster", {
      ...common,
      cluster: {
        ...kubernetesCluster,
        workloadIdentities: [...kubernetesCluster.workloadIdentities, ...(cloudHalf?.grants ?? [])],
      },
      network: outputs,
      egress,
      privateServiceAccess: !isExisting(network) && network.privateServiceAccess,
      federateWorkloads: federation(environment, common, cloudHalf?.dnsZone),
      dnsZone: cloudHalf?.dnsZone,
    });

    const workloadIdentities = Object.fromEntries(
      kubernetesCluster.workloadIdentities.map((grant) => [grant.name, cluster.grantWorkloadIdentity(grant)]),
    );

    this.outputs = { ...outputs, ...cluster.outputs, workloadIdentities };
    this.platformOutputs = cloudHalf?.complete(cluster, outputs);
    for (const [name, value] of Object.entries({ ...this.outputs, ...this.platformOutputs })) {
      new TerraformOutput(this, name, { value });
    }
  }
}

/** The way to the cloud whose secrets, buckets and DNS zones the workloads use, where it is another one. */
function federation(
  { account: { workloads }, kubernetesCluster: { deletionProtection } }: Environment,
  { namePrefix, tags }: Pick<LayerProps, "namePrefix" | "tags">,
  dnsZone: DnsZone | undefined,
): FederateWorkloads | undefined {
  if (workloads === undefined) return undefined;
  const { account } = workloads;
  const { workloadFederation } = clouds[workloads.cloud];
  if (workloadFederation === undefined) throw new Error(`${workloads.cloud} takes no tokens of others`);
  const place = {
    namePrefix,
    account,
    region: account.region,
    zones: account.zones,
    tags,
    deletionProtection,
    dnsZone,
  };
  return (scope, id, issuer) => workloadFederation.create(scope, id, { ...place, issuer });
}
