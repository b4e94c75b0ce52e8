// The app of main.ts, in memory. main.test.ts holds the two against each other.
import { environments } from "../envs/environments";
import { project } from "../envs/project";
import { type SynthesizedApp, synthesize } from "./synthesized";

/** Synthesizes the project of envs/ with all its environments. */
export function mainApp(): SynthesizedApp {
  return synthesize(project, environments);
}
