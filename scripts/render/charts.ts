// The archives of the pinned charts that this machine has.
import type { Chart } from "../../constructs/contract/add-on";
import { pinnedCharts } from "../../constructs/contract/pinned-charts";
import { archiveOf, machineChartFolders } from "../chart-cache";

const folders = machineChartFolders();

/** The archive of a chart; undefined where this machine doesn't have it. */
export function chartArchive(chart: Chart): string | undefined {
  return archiveOf(chart, folders);
}

/** The pinned charts that this machine doesn't have. */
export const missingCharts: readonly Chart[] = pinnedCharts.filter(
  (chart) => chartArchive(chart) === undefined,
);

/** A chart as people name it. */
export function chartTitle({ name, version }: Pick<Chart, "name" | "version">): string {
  return `${name} ${version}`;
}

/** What is said where charts could not be rendered. */
export function missingChartsWarning(titles: readonly string[] = missingCharts.map(chartTitle)): string {
  return `What these charts make is NOT looked at, because their archives are not on this machine: ${titles.join(", ")}. npm run charts fetches them.`;
}
