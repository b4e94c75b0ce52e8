// Renders Helm charts as Argo CD does.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "../host";
import { outputOf } from "./programs";
import { digestOf, digestOfFiles } from "./rendering-cache";

/** A release of a chart. */
export interface Release {
  readonly name: string;
  readonly namespace: string;
  /** The chart's archive or folder. */
  readonly chart: string;
  /** Files of values, the later ones before the earlier ones. */
  readonly valueFiles: readonly string[];
  /** Values that come last, as YAML. */
  readonly values: string;
  /** The minor of the cluster. */
  readonly kubernetesVersion: string;
}

/** The manifests of a release, the definitions of custom resources included. */
export function renderHelm(release: Release): string {
  const { name, namespace, chart, valueFiles, values, kubernetesVersion } = release;
  const folder = mkdtempSync(path.join(temporaryFolder(), "hera-helm-"));
  try {
    const last = path.join(folder, "values.yaml");
    writeFileSync(last, values);
    const files = [...valueFiles, last].flatMap((file) => ["--values", file]);
    const version = ["--kube-version", `${kubernetesVersion}.0`];
    return outputOf("helm", [
      "template",
      name,
      chart,
      "--namespace",
      namespace,
      "--include-crds",
      "--skip-tests",
      // Some charts ask for it before they make a budget; a cluster has it, and Helm alone doesn't know.
      "--api-versions",
      "policy/v1/PodDisruptionBudget",
      ...version,
      ...files,
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Stands for all that a release's manifests depend on but for Helm itself: what files contain, not where they are. */
export function digestOfRelease(release: Release): string {
  const { name, namespace, chart, valueFiles, values, kubernetesVersion } = release;
  const files = valueFiles.map((file) => readFileSync(file, "utf8"));
  return digestOf("helm", name, namespace, digestOfFiles(chart), values, kubernetesVersion, ...files);
}

/**
 * Definitions of custom resources apart from everything else: they are long, the same on every cluster, and looked at
 * once, where the kinds that they define are written down.
 */
export function withoutDefinitions(yaml: string): { readonly rest: string; readonly definitions: string } {
  const documents = yaml.split(/^---(?:[ \t].*)?$/m);
  const isDefinition = (document: string): boolean => /^kind: CustomResourceDefinition\s*$/m.test(document);
  return {
    rest: documents.filter((document) => !isDefinition(document)).join("\n---\n"),
    definitions: documents.filter(isDefinition).join("\n---\n"),
  };
}
