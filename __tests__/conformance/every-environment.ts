// Every environment of envs/ on every cloud of the registry.
import type { EnvironmentInput } from "../../constructs/contract/environment";
import { type CloudName, cloudNames, type ProjectInput } from "../../constructs/contract/project";
import { environments } from "../../envs/environments";
import { project } from "../../envs/project";
import { type SynthesizedApp, type SynthesizedStack, stackOf, synthesize } from "../synthesized";
import type { CloudReading } from "./readings/reading";
import { cloudReadings } from "./readings/readings";

/** The project of envs/, with an account for each cloud that it names none for. */
export const fullProject: ProjectInput = {
  ...project,
  clouds: Object.fromEntries(
    cloudNames.map((cloud) => [cloud, project.clouds[cloud] ?? cloudReadings[cloud].account]),
  ),
};

/** Environments as they are, but for the cloud they live on. */
export function onCloud(cloud: CloudName, inputs: readonly EnvironmentInput[]): SynthesizedApp {
  return synthesize(
    fullProject,
    inputs.map((input) => ({ ...input, cloud })),
  );
}

/** The environments of envs/ each on another cloud, beginning with one of them; in turn where there are fewer clouds. */
export function onEachCloud(first: CloudName): readonly EnvironmentInput[] {
  const start = cloudNames.indexOf(first);
  return environments.map((environment, place) => ({
    ...environment,
    cloud: cloudNames[(start + place) % cloudNames.length] ?? first,
  }));
}

/** One environment of envs/ on one cloud. */
export interface Case {
  readonly cloud: CloudName;
  readonly name: string;
  readonly environment: EnvironmentInput;
  readonly stack: SynthesizedStack;
  readonly read: CloudReading;
}

/** Synthesizes every environment on every cloud. */
export function everyEnvironment(): readonly Case[] {
  return cloudNames.flatMap((cloud) => {
    const app = onCloud(cloud, environments);
    return environments.map((environment) => ({
      cloud,
      name: environment.name,
      environment,
      stack: stackOf(app, environment.name),
      read: cloudReadings[cloud],
    }));
  });
}
