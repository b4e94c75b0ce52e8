import semver from "semver";
import { parse } from "yaml";
import { z } from "zod";
import type { Chart } from "../../constructs/contract/add-on";
import { runCommand } from "../../scripts/commands";
import { CommandError } from "../command-error";
import type { Surroundings } from "../surroundings";

const chartSchema = z.object({ version: z.string() });

/**
 * The newest version of a chart in its repository, as Helm chooses it: without those before a release.
 *
 * @throws CommandError where there is no Helm, or the repository can't be read.
 */
export async function newestVersion(
  { repoUrl, name }: Pick<Chart, "repoUrl" | "name">,
  { folder, environment }: Pick<Surroundings, "folder" | "environment">,
): Promise<string> {
  const { exitCode, stdout, output } = await runCommand({
    program: "helm",
    arguments: ["show", "chart", name, "--repo", repoUrl],
    folder,
    environment,
  });
  if (exitCode === 127) {
    throw new CommandError("failed", "helm is not on this machine", "https://helm.sh/docs/intro/install/");
  }
  if (exitCode !== 0) {
    throw new CommandError(
      "unreachable",
      `the chart ${name} could not be looked up in ${repoUrl}: ${output.trim()}`,
      "see whether the repository can be reached from here",
    );
  }
  return chartSchema.parse(parse(stdout)).version;
}

/** How far a pinned version is behind: the part of it that differs first. */
export type Distance = "current" | "patch" | "minor" | "major";

/** How far a version is behind another one. */
export function distanceTo(pinned: string, newest: string): Distance {
  if (!semver.gt(newest, pinned)) return "current";
  if (semver.major(newest) !== semver.major(pinned)) return "major";
  return semver.minor(newest) === semver.minor(pinned) ? "patch" : "minor";
}
