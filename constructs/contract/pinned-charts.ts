import type { AddOnCharts, Chart } from "./add-on";
import { argoCdChart, charts } from "./charts";

/** Every chart that is pinned, each once. */
export const pinnedCharts: readonly Chart[] = [
  argoCdChart,
  ...Object.values<AddOnCharts>(charts).flatMap(chartsOf),
];

/** The charts of an add-on: one, or one by cloud. */
export function chartsOf(charts: AddOnCharts): readonly Chart[] {
  return "repoUrl" in charts && typeof charts.repoUrl === "string" ? [charts] : Object.values(charts);
}
