// Argo CD's chart as the local cloud serves it: the real one where it is on this machine, else one that stands in.
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { argoCdChart } from "../constructs/contract/charts";
import { archiveOf, archivePath, machineChartFolders } from "./chart-cache";
import { runCommand } from "./commands";
import { hostEnvironment, projectRoot } from "./host";

/** Charts for the local cloud to serve. */
export interface LocalCharts {
  /** What its option `--chart-archive` takes. */
  readonly folder: string;
  /** What it holds, for people. */
  readonly description: string;
}

/**
 * Puts Argo CD's chart where the local cloud finds it by its repository's name.
 *
 * @param archives Folders of archives of charts, by their repositories' hosts and paths.
 */
export async function prepareCharts(
  folder: string,
  archives: readonly string[] = machineChartFolders(),
): Promise<LocalCharts> {
  const { version } = argoCdChart;
  const target = path.join(folder, archivePath(argoCdChart));
  mkdirSync(path.dirname(target), { recursive: true });
  const kept = archiveOf(argoCdChart, archives);
  if (kept !== undefined) {
    copyFileSync(kept, target);
    return { folder, description: `Argo CD's chart ${version} is installed as it is, from ${kept}` };
  }
  await pack(`${folder}-stand-in`, target);
  return {
    folder,
    description: `Argo CD's chart ${version} isn't in ${archives.join(" or ")}: only its kinds are installed, from local-cloud/charts`,
  };
}

/** Packs the chart that stands in, under the real one's name and version. */
async function pack(folder: string, target: string): Promise<void> {
  const { name, version } = argoCdChart;
  cpSync(path.join(projectRoot(), "local-cloud", "charts", name), path.join(folder, name), {
    recursive: true,
  });
  writeFileSync(
    path.join(folder, name, "Chart.yaml"),
    `apiVersion: v2\nname: ${name}\nversion: ${version}\ndescription: Argo CD's kinds alone\n`,
  );
  const { exitCode, output } = await runCommand({
    program: "tar",
    arguments: ["-czf", target, "-C", folder, name],
    folder,
    environment: hostEnvironment(),
  });
  if (exitCode !== 0) throw new Error(`tar could not pack ${folder}:\n${output}`);
}
