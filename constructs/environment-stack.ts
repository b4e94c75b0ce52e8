import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { clouds } from "./clouds";
import type { Environment, EnvironmentOutputs } from "./contract/environment";
import { isExisting, type LayerProps } from "./contract/network";
import type { Project } from "./contract/project";
import { commonTags } from "./contract/tags";
import type { FederateWorkloads } from "./contract/workload-federation";
import { HeraStack } from "./hera-stack";
import { attachStateBackend } from "./state-attachment";

/** One environment: a network and a Kubernetes cluster on its cloud, with state in the project's backend. */
export class EnvironmentStack extends HeraStack {
  readonly outputs: EnvironmentOutputs;

  constructor(scope: Construct, project: Project, environment: Environment) {
    super(scope, environment.name);
    const { account, zones, network, kubernetesCluster, overrides } = environment;
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
    const { outputs, egress } = cloud.createNetwork(this, "network", { ...common, network });
    const cluster = cloud.createKubernetesCluster(this, "cluster", {
      ...common,
      cluster: kubernetesCluster,
      network: outputs,
      egress,
      privateServiceAccess: !isExisting(network) && network.privateServiceAccess,
      federateWorkloads: this.federation(environment, common),
    });

    const workloadIdentities = Object.fromEntries(
      kubernetesCluster.workloadIdentities.map((grant) => [grant.name, cluster.grantWorkloadIdentity(grant)]),
    );

    this.outputs = { ...outputs, ...cluster.outputs, workloadIdentities };
    for (const [name, value] of Object.entries(this.outputs)) {
      new TerraformOutput(this, name, { value });
    }
  }

  /** The way to the cloud whose secrets, buckets and DNS zones the workloads use, where it is another one. */
  private federation(
    { account: { workloads }, kubernetesCluster: { deletionProtection } }: Environment,
    { namePrefix, tags }: Pick<LayerProps, "namePrefix" | "tags">,
  ): FederateWorkloads | undefined {
    if (workloads === undefined) return undefined;
    const { account } = workloads;
    const { useAccount, workloadFederation } = clouds[workloads.cloud];
    if (workloadFederation === undefined) throw new Error(`${workloads.cloud} takes no tokens of others`);
    const place = {
      namePrefix,
      account,
      region: account.region,
      zones: account.zones,
      tags,
      deletionProtection,
    };
    useAccount(this, account, tags);
    return (scope, id, issuer) => workloadFederation.create(scope, id, { ...place, issuer });
  }
}
