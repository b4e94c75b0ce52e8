// The app of main.ts, in memory. main.test.ts holds the two against each other.
import type { EnvironmentInput } from "../constructs/contract/environment";
import { dev } from "../envs/dev";
import { prod } from "../envs/prod";
import { project } from "../envs/project";
import { staging } from "../envs/staging";
import { type SynthesizedApp, synthesize } from "./synthesized";

/** The environments of envs/. */
export const environments: readonly EnvironmentInput[] = [dev, staging, prod];

/** Synthesizes the project of envs/ with all its environments. */
export function mainApp(): SynthesizedApp {
  return synthesize(project, environments);
}
