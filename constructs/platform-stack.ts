import { type TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "./contract/environment";
import type { Platform } from "./contract/platform";
import type { Project } from "./contract/project";
import { HeraStack } from "./hera-stack";
import { ArgoCd } from "./platform/kubernetes/argo-cd";
import { BootstrapRelease } from "./platform/kubernetes/bootstrap-release";
import { ClusterConnection } from "./platform/kubernetes/cluster-connection";
import { attachStateBackend, readState } from "./state-attachment";

/** An environment that has a platform. */
export type PlatformOwner = Pick<Environment, "name" | "cloud"> & { readonly platform: Platform };

/**
 * The platform in an environment's cluster, with state beside the environment's: Argo CD, what it must know of its
 * cluster, and the one Application that brings everything else from Git. It knows the environment by the outputs in its
 * state alone, so that it is planned as soon as the environment is deployed, by whom may read that state.
 */
export class PlatformStack extends HeraStack {
  constructor(
    scope: Construct,
    project: Project,
    { name, cloud, platform }: PlatformOwner,
    environmentStack: TerraformStack,
  ) {
    const stack = `${name}-platform`;
    super(scope, stack);
    this.addDependency(environmentStack);
    attachStateBackend(this, project.stateBackend, { environment: name, stack });
    const environment = readState(this, `deploy-${name}-first`, project.stateBackend, {
      state: { environment: name, stack: name },
      defaults: absentOutputs,
    });
    environment.addOverride("lifecycle.postcondition", [
      {
        condition: `\${self.outputs.clusterEndpoint != "" && length(self.outputs.clusterSecretLabels) > 0}`,
        error_message: `${name} is not deployed, or was deployed without its platform. Deploy ${name} first: cdktf deploy ${name}`,
      },
    ]);
    const { reached } = new ClusterConnection(this, "cluster", {
      environment: name,
      access: {
        clusterEndpoint: environment.getString("clusterEndpoint"),
        clusterCaCertificate: environment.getString("clusterCaCertificate"),
        authExec: {
          command: environment.getString("authExec.command"),
          args: environment.getList("authExec.args"),
        },
      },
    });
    const { ready } = new ArgoCd(this, "argocd", {
      platform,
      facts: {
        clusterSecretLabels: Token.asStringMap(environment.get("clusterSecretLabels")),
        clusterSecretAnnotations: Token.asStringMap(environment.get("clusterSecretAnnotations")),
      },
      dependsOn: [reached],
    });
    new BootstrapRelease(this, "bootstrap", { cloud, platform, dependsOn: ready });
  }
}

/** What is read of an environment that has a state and no such outputs: one that was destroyed, or never had a platform. */
const absentOutputs = {
  clusterEndpoint: "",
  clusterCaCertificate: "",
  authExec: { command: "", args: [] },
  clusterSecretLabels: {},
  clusterSecretAnnotations: {},
};
