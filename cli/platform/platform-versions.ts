// All that `hera platform versions` finds.
import { missingChartsWarning } from "../../scripts/render/charts";
import { missingPrograms } from "../../scripts/render/programs";
import { CommandError } from "../command-error";
import { readEnvironments } from "../project";
import type { Surroundings } from "../surroundings";
import { type ChartVersions, chartVersions } from "./chart-versions";
import { environmentClusters } from "./environment-clusters";
import { type MinorUpgrade, minorUpgrade } from "./minor-upgrade";
import { type MinorVersions, minorVersions } from "./minor-versions";
import { servedKinds } from "./unserved-objects";

/** An environment's minors, and what they do to its platform; null where it has none, or none could be rendered. */
export type EnvironmentVersions = MinorVersions & { readonly upgrade: MinorUpgrade | null };

/** What there is that is newer. */
export interface PlatformVersions {
  readonly environments: readonly EnvironmentVersions[];
  readonly charts: readonly ChartVersions[];
}

/** What was found, and what wasn't. */
export interface FoundVersions {
  readonly versions: PlatformVersions;
  /** What was not looked at, because this machine doesn't have it. */
  readonly warnings: readonly string[];
  /** What could not be looked at. */
  readonly failures: readonly CommandError[];
}

/** Looks at all of it; a failure of one part is no failure of another. */
export async function platformVersions(
  surroundings: Pick<Surroundings, "folder" | "environment">,
): Promise<FoundVersions> {
  const missing = missingPrograms();
  const environments = environmentVersions(missing.length === 0);
  const missingCharts = new Set(environments.flatMap(({ upgrade }) => upgrade?.missingCharts ?? []));
  const { charts, failures } = await chartVersions(surroundings);
  return {
    versions: { environments, charts },
    warnings: missingCharts.size === 0 ? [] : [missingChartsWarning([...missingCharts])],
    failures: [...missing.map(missingProgram), ...environments.flatMap(upgradeFailures), ...failures],
  };
}

function environmentVersions(canRender: boolean): readonly EnvironmentVersions[] {
  const { project, environments } = readEnvironments();
  const clusters = canRender ? environmentClusters(project, environments) : undefined;
  const served = servedKinds();
  return environments.map((environment) => {
    const versions = minorVersions(environment);
    const cluster = clusters?.get(environment.name);
    return {
      ...versions,
      upgrade: cluster === undefined ? null : minorUpgrade(cluster, versions.newer, served),
    };
  });
}

function missingProgram(problem: string): CommandError {
  return new CommandError("failed", `nothing is rendered: ${problem}`, "install it, and run this again");
}

function upgradeFailures({ environment, upgrade }: EnvironmentVersions): readonly CommandError[] {
  return (upgrade?.failures ?? []).map(
    (failure) =>
      new CommandError("failed", `${environment}: ${failure}`, "see whether a newer chart knows that minor"),
  );
}
