import { pinnedCharts } from "../../constructs/contract/pinned-charts";
import { CommandError } from "../command-error";
import type { Surroundings } from "../surroundings";
import { type Distance, distanceTo, newestVersion } from "./newest-version";

/** A pinned chart beside what its repository has. */
export interface ChartVersions {
  readonly name: string;
  readonly repoUrl: string;
  readonly pinned: string;
  /** Null where it could not be looked up. */
  readonly newest: string | null;
  readonly behind: Distance | null;
}

/** The versions of all pinned charts, and why some could not be looked up. All at once: one that answers late holds up no other. */
export async function chartVersions(surroundings: Pick<Surroundings, "folder" | "environment">): Promise<{
  readonly charts: readonly ChartVersions[];
  readonly failures: readonly CommandError[];
}> {
  const found = await Promise.all(
    pinnedCharts.map(async (chart) => ({
      chart,
      newest: await attempted(newestVersion(chart, surroundings)),
    })),
  );
  return {
    charts: found.map(({ chart: { name, repoUrl, version: pinned }, newest }) =>
      newest instanceof CommandError
        ? { name, repoUrl, pinned, newest: null, behind: null }
        : { name, repoUrl, pinned, newest, behind: distanceTo(pinned, newest) },
    ),
    failures: found.flatMap(({ newest }) => (newest instanceof CommandError ? [newest] : [])),
  };
}

/** What comes of it, or what a user can cause instead. */
async function attempted<Result>(work: Promise<Result>): Promise<Result | CommandError> {
  return await work.catch((error: unknown) => {
    if (error instanceof CommandError) return error;
    throw error;
  });
}
