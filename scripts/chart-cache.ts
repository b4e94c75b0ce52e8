// The archives of the pinned charts, so that what they make can be looked at without a network.
import { existsSync } from "node:fs";
import path from "node:path";
import type { Chart } from "../constructs/contract/add-on";
import { homeFolder, projectRoot } from "./host";
import { USUAL_ROOTS } from "./provider-mirrors";

/** Where archives are looked for. */
export interface ChartSurroundings {
  /** The project's folder. */
  readonly folder: string;
  readonly home: string;
  /** Folders in which a folder `charts` is looked for. */
  readonly searchRoots: readonly string[];
}

/** The folder that `npm run charts` fills. */
export function ownChartFolder(folder: string): string {
  return path.join(folder, ".charts");
}

/** The folders that may have archives, the project's own first. */
export function chartFolders({ folder, home, searchRoots }: ChartSurroundings): readonly string[] {
  const others = [...searchRoots, home].map((root) => path.join(root, "charts"));
  return [ownChartFolder(folder), ...others.filter((one) => existsSync(one))];
}

/** Those of this machine. */
export function machineChartFolders(): readonly string[] {
  return chartFolders({ folder: projectRoot(), home: homeFolder(), searchRoots: USUAL_ROOTS });
}

/** Where a chart's archive is below a folder of archives: its repository's URL without the scheme, then its file. */
export function archivePath({ repoUrl, name, version }: Chart): string {
  const { host, pathname } = new URL(repoUrl);
  return path.join(host, pathname, `${name}-${version}.tgz`);
}

/** The archive of a chart in the first folder that has it; undefined where none has. */
export function archiveOf(chart: Chart, folders: readonly string[]): string | undefined {
  return folders.map((folder) => path.join(folder, archivePath(chart))).find((file) => existsSync(file));
}
