import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { clouds } from "./clouds";
import type { Environment, EnvironmentOutputs } from "./contract/environment";
import type { Project } from "./contract/project";
import { commonTags } from "./contract/tags";
import { HeraStack } from "./hera-stack";
import { attachStateBackend } from "./state-attachment";

/** One environment: a network and a Kubernetes cluster on its cloud, with state in the project's backend. */
export class EnvironmentStack extends HeraStack {
  readonly outputs: EnvironmentOutputs;

  constructor(scope: Construct, project: Project, environment: Environment) {
    super(scope, environment.name);
    const { account, zones, network, kubernetesCluster } = environment;
    const cloud = clouds[environment.cloud];
    const tags = commonTags(project, environment.name, environment.tags);
    const common = {
      namePrefix: `${project.name}-${environment.name}`,
      account,
      region: account.region,
      zones,
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
      tags,
    });

    const workloadIdentities = Object.fromEntries(
      kubernetesCluster.workloadIdentities.map((grant) => [grant.name, cluster.grantWorkloadIdentity(grant)]),
    );

    this.outputs = { ...outputs, ...cluster.outputs, workloadIdentities };
    for (const [name, value] of Object.entries(this.outputs)) {
      new TerraformOutput(this, name, { value });
    }
  }
}
