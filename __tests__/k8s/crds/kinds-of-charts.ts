// The kinds that the pinned charts define, by their archives.
import type { Chart } from "../../../constructs/contract/add-on";
import { pinnedCharts } from "../../../constructs/contract/pinned-charts";
import { chartArchive } from "../../../scripts/render/charts";
import { renderHelm, withoutDefinitions } from "../../../scripts/render/helm";
import { readManifests } from "../../../scripts/render/manifest";
import { outputOf } from "../../../scripts/render/programs";
import { digestOf, digestOfFiles, renderings } from "../../../scripts/render/rendering-cache";
import { type ChartKinds, chartKindsSchema, kindsDefinedBy } from "../schema/custom-kinds";

/** The charts that have their definitions among their templates, with the values that give them. */
const inTemplates: Readonly<Record<string, unknown>> = {
  "argo-cd": {},
  "argo-workflows": { crds: { full: false } },
  "cert-manager": { crds: { enabled: true } },
  "external-secrets": {},
  kyverno: {},
};

/**
 * What each of them defines; those that define nothing are left out.
 *
 * @throws Error where an archive is missing.
 */
export function kindsOfCharts(): readonly ChartKinds[] {
  return pinnedCharts.map(kindsOfChart).filter(({ kinds }) => Object.keys(kinds).length > 0);
}

/**
 * What one of them defines.
 *
 * @throws Error where its archive is missing.
 */
export function kindsOfChart(chart: Chart): ChartKinds {
  const { name, version } = chart;
  const archive = chartArchive(chart);
  if (archive === undefined) throw new Error(`there is no archive of ${name} ${version}: npm run charts`);
  const values = JSON.stringify(inTemplates[name] ?? {});
  const key = digestOf(
    "kinds",
    digestOfFiles(archive),
    values,
    digestOfFiles("__tests__/k8s/schema/custom-kinds.ts"),
  );
  return renderings().kept(key, chartKindsSchema, () => {
    const definitions = readManifests(withoutDefinitions(definitionsIn(name, archive)).definitions);
    return { chart: name, version, kinds: Object.assign({}, ...definitions.map(kindsDefinedBy)) };
  });
}

function definitionsIn(name: string, chart: string): string {
  const values = inTemplates[name];
  // Helm prints the files one after the other, and not every file begins with a separator.
  if (values === undefined)
    return outputOf("helm", ["show", "crds", chart]).replace(/^(?=apiVersion: apiextensions)/gm, "---\n");
  return renderHelm({
    name,
    namespace: name,
    chart,
    valueFiles: [],
    values: JSON.stringify(values),
    kubernetesVersion: "1.35",
  });
}
