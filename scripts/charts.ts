// `npm run charts`: fetches the archives of the pinned charts that this machine doesn't have.
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Chart } from "../constructs/contract/add-on";
import { pinnedCharts } from "../constructs/contract/pinned-charts";
import { archiveOf, archivePath, machineChartFolders, ownChartFolder } from "./chart-cache";
import { runCommand } from "./commands";
import { hostEnvironment, projectRoot } from "./host";

async function main(): Promise<void> {
  const folder = projectRoot();
  const folders = machineChartFolders();
  for (const chart of pinnedCharts) {
    const there = archiveOf(chart, folders);
    if (there === undefined) await fetchChart(chart, ownChartFolder(folder));
    console.log(`${chart.name} ${chart.version}: ${there ?? "fetched"}`);
  }
}

async function fetchChart(chart: Chart, folder: string): Promise<void> {
  const { repoUrl, name, version } = chart;
  const destination = path.dirname(path.join(folder, archivePath(chart)));
  mkdirSync(destination, { recursive: true });
  const { exitCode, output } = await runCommand({
    program: "helm",
    arguments: ["pull", name, "--repo", repoUrl, "--version", version, "--destination", destination],
    folder,
    environment: hostEnvironment(),
  });
  if (exitCode === 127) throw new Error("helm is not on this machine: https://helm.sh/docs/intro/install/");
  if (exitCode !== 0) throw new Error(`${name} ${version} could not be fetched from ${repoUrl}:\n${output}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
