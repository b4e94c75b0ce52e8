import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { argoCdChart, charts } from "../../constructs/contract/charts";
import { pinnedCharts } from "../../constructs/contract/pinned-charts";
import { archiveOf, archivePath, chartFolders } from "../../scripts/chart-cache";
import { temporaryFolder } from "../../scripts/host";

const machine = mkdtempSync(path.join(temporaryFolder(), "chart-cache-"));
const surroundings = {
  folder: path.join(machine, "project"),
  home: path.join(machine, "home"),
  searchRoots: [path.join(machine, "shared")],
};
afterAll(() => rmSync(machine, { recursive: true, force: true }));

function put(folder: string): string {
  const file = path.join(folder, archivePath(argoCdChart));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, "");
  return file;
}

test("an archive is found in a folder `charts` of the usual places, and in the project's own folder before that", () => {
  expect(archiveOf(argoCdChart, chartFolders(surroundings))).toBeUndefined();
  const shared = put(path.join(machine, "shared", "charts"));
  expect(archiveOf(argoCdChart, chartFolders(surroundings))).toBe(shared);
  const own = put(path.join(surroundings.folder, ".charts"));
  expect(archiveOf(argoCdChart, chartFolders(surroundings))).toBe(own);
});

test("an archive of another version is not taken", () => {
  put(path.join(surroundings.folder, ".charts"));
  const newer = { ...argoCdChart, version: "99.0.0" };
  expect(archiveOf(newer, chartFolders(surroundings))).toBeUndefined();
});

test("a chart's archive is filed by the repository that it comes from", () => {
  expect(archivePath(charts.loki)).toBe(
    `grafana-community.github.io/helm-charts/loki-${charts.loki.version}.tgz`,
  );
});

test("every chart is pinned once, those of a feature with one by cloud included", () => {
  const names = pinnedCharts.map(({ repoUrl, name }) => `${repoUrl} ${name}`);
  expect(new Set(names).size).toBe(names.length);
  expect(pinnedCharts).toContain(argoCdChart);
  expect(pinnedCharts).toContain(charts["workload-identity-webhook"].gcp);
});
