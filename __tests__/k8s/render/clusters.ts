// Every environment of envs/ on every cloud, as Argo CD there knows its cluster.
import type { EnvironmentInput } from "../../../constructs/contract/environment";
import { type CloudName, cloudNames, type ProjectInput } from "../../../constructs/contract/project";
import { environments } from "../../../envs/environments";
import { readCluster } from "../../../scripts/render/clusters";
import type { PlatformCluster } from "../../../scripts/render/platform";
import { fullProject } from "../../conformance/every-environment";
import { stackOf, synthesize } from "../../synthesized";

/** A cluster of an environment. */
export interface EnvironmentCluster extends PlatformCluster {
  readonly cloud: CloudName;
  readonly title: string;
}

/**
 * The environments with everything on.
 *
 * @param workloadsOn where the stores of a cloud are that has none of its own
 */
function clustersOn(cloud: CloudName, workloadsOn?: CloudName): readonly EnvironmentCluster[] {
  const inputs = environments.map((input) => ({ ...withExample(input), cloud }));
  const app = synthesize(workloadsOn === undefined ? fullProject : projectWith(workloadsOn), inputs);
  const stack = (name: string): unknown => JSON.parse(stackOf(app, name).text);
  return inputs.map(({ name, kubernetesCluster }) => ({
    cloud,
    title: `${name} on ${cloud}${workloadsOn === undefined ? "" : ` with stores on ${workloadsOn}`}`,
    ...readCluster({
      environment: stack(name),
      platform: stack(`${name}-platform`),
      kubernetesVersion: kubernetesCluster.kubernetesVersion,
    }),
  }));
}

/** All of them, and Hetzner's with stores on each cloud that has some. */
export function everyCluster(): readonly EnvironmentCluster[] {
  const elsewhere = (["azure", "gcp"] as const).flatMap((cloud) => clustersOn("hetzner", cloud).slice(-1));
  return [...cloudNames.flatMap((cloud) => clustersOn(cloud)), ...elsewhere];
}

function projectWith(workloadsOn: CloudName): ProjectInput {
  const { hetzner } = fullProject.clouds;
  if (hetzner === undefined) throw new Error("the project has no account of Hetzner");
  return { ...fullProject, clouds: { ...fullProject.clouds, hetzner: { ...hetzner, workloadsOn } } };
}

function withExample(input: EnvironmentInput): EnvironmentInput {
  if (input.platform === undefined) throw new Error(`${input.name} has no platform to look at`);
  const features = { ...input.platform.features, "example-application": true };
  return { ...input, platform: { ...input.platform, features } };
}
