// The manifests of an Application's sources.
import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { projectRoot } from "../host";
import type { Application, Source } from "./applications";
import { chartArchive, chartTitle } from "./charts";
import { digestOfRelease, type Release, renderHelm, withoutDefinitions } from "./helm";
import { renderKustomize } from "./kustomize";
import { type Manifest, readManifests } from "./manifest";
import { digestOf, digestOfFiles, renderings } from "./rendering-cache";
import type { ClusterSecret } from "./template";

/** A cluster to render for. */
export interface Cluster {
  readonly secret: ClusterSecret;
  /** Its minor, such as `1.35`. */
  readonly kubernetesVersion: string;
}

/** What one folder or chart makes. */
export interface RenderedSource {
  /** The folder of the project, or the chart with its version. */
  readonly origin: string;
  /** Undefined where it is a chart whose archive this machine doesn't have. */
  readonly manifests: readonly Manifest[] | undefined;
}

const manifestsSchema: z.ZodType<readonly Manifest[]> = z.array(z.custom<Manifest>());

/** Whether a source makes objects; another one only has the files of values that a chart's source names. */
export function makesObjects({ chart, path: folder }: Source): boolean {
  return chart !== undefined || folder !== undefined;
}

/**
 * What a source makes.
 *
 * @throws Error where it names files or folders that are not there.
 */
export function renderSource(source: Source, application: Application, cluster: Cluster): RenderedSource {
  if (source.chart !== undefined) return renderChart(source.chart, source, application, cluster);
  const folder = folderOf(source, cluster);
  if (existsSync(path.join(projectRoot(), folder, "Chart.yaml"))) {
    const release = releaseOf(source, application, cluster, path.join(projectRoot(), folder));
    return { origin: folder, manifests: releaseManifests(release) };
  }
  const options = source.kustomize ?? { components: [], patches: [] };
  // A folder's kustomization may name any other folder.
  const key = digestOf("kustomize", digestOfFiles("k8s"), folder, JSON.stringify(options));
  const render = () => readManifests(renderKustomize(folder, options));
  return { origin: folder, manifests: renderings().kept(key, manifestsSchema, render) };
}

/** A folder of the environment's own repository. */
function folderOf({ repoURL, path: folder = "", targetRevision }: Source, { secret }: Cluster): string {
  const { "hera/repo-url": url, "hera/revision": revision, "hera/repo-path": root = "" } = secret.annotations;
  if (repoURL !== url || targetRevision !== revision) {
    throw new Error(`${repoURL} at ${targetRevision} is not the repository of ${secret.name}`);
  }
  return inProject(folder, root);
}

/** Where this project has what the environment's repository has below its folder of manifests. */
function inProject(file: string, root: string): string {
  if (file !== root && !file.startsWith(`${root}/`)) throw new Error(`${file} is not below ${root}`);
  return `k8s${file.slice(root.length)}`;
}

function renderChart(
  name: string,
  source: Source,
  application: Application,
  cluster: Cluster,
): RenderedSource {
  const chart = { repoUrl: source.repoURL, name, version: source.targetRevision };
  const archive = chartArchive(chart);
  return {
    origin: chartTitle(chart),
    manifests:
      archive === undefined ? undefined : releaseManifests(releaseOf(source, application, cluster, archive)),
  };
}

function releaseOf(source: Source, application: Application, cluster: Cluster, chart: string): Release {
  const {
    releaseName = application.name,
    ignoreMissingValueFiles,
    valueFiles = [],
    values = "",
  } = source.helm ?? {};
  const files = valueFiles.map((file) => valueFile(file, application, cluster));
  const absent = files.filter((file) => !existsSync(file));
  if (absent.length > 0 && ignoreMissingValueFiles !== true)
    throw new Error(`there is no ${absent.join(", ")}`);
  return {
    name: releaseName,
    namespace: application.namespace,
    chart,
    valueFiles: files.filter((file) => existsSync(file)),
    values,
    kubernetesVersion: cluster.kubernetesVersion,
  };
}

/** `$values/…` is a file of the source that is called `values`. */
function valueFile(file: string, { sources }: Application, { secret }: Cluster): string {
  const [, ref, rest = ""] = /^\$([^/]+)\/(.*)$/.exec(file) ?? [];
  if (!sources.some((source) => source.ref === ref)) throw new Error(`${file}: no source is called ${ref}`);
  return path.join(projectRoot(), inProject(rest, secret.annotations["hera/repo-path"] ?? ""));
}

/** The manifests of a release without the definitions of custom resources, which are the same on every cluster. */
export function releaseManifests(release: Release): readonly Manifest[] {
  return renderings().kept(digestOfRelease(release), manifestsSchema, () =>
    readManifests(withoutDefinitions(renderHelm(release)).rest),
  );
}
