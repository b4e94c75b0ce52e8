// Everything that a cluster gets, found as Argo CD finds it: from the root Application on.
import { argoCdChart, argoCdNamespace } from "../../constructs/contract/charts";
import type { BootstrapValues } from "../../constructs/platform/kubernetes/bootstrap-release";
import { type Application, applicationsFor, readApplication } from "./applications";
import { chartArchive, chartTitle } from "./charts";
import type { Manifest } from "./manifest";
import { type Cluster, makesObjects, type RenderedSource, releaseManifests, renderSource } from "./sources";

/** An Application with what it makes, namespaces as its sources have them. */
export interface RenderedApplication {
  readonly application: Application;
  readonly sources: readonly RenderedSource[];
}

/** What a cluster gets. */
export interface RenderedPlatform {
  /** What Terraform installs of Argo CD: its namespace, and the chart. */
  readonly argoCd: readonly RenderedSource[];
  /** What Terraform's release `bootstrap` makes. */
  readonly bootstrap: RenderedSource;
  /** The root Application, and all that come of it. */
  readonly applications: readonly RenderedApplication[];
}

/** A cluster with what its bootstrap gets. */
export interface PlatformCluster extends Cluster {
  readonly bootstrap: BootstrapValues;
  /** The values of Argo CD's own release. */
  readonly argoCdValues: string;
  /** The namespace that Terraform makes for it. */
  readonly argoCdNamespace: Manifest;
}

/** Gets the error of a source that can't be rendered; if it returns, that source is left out. */
export type OnFailure = (failure: Error) => void;

const bootstrapChart = "k8s/bootstrap";

/** Renders all of it, or what can be. */
export function renderPlatform(cluster: PlatformCluster, onFailure: OnFailure = rethrow): RenderedPlatform {
  const bootstrap = releaseManifests({
    name: "bootstrap",
    namespace: argoCdNamespace,
    chart: bootstrapChart,
    valueFiles: [],
    values: JSON.stringify(cluster.bootstrap),
    kubernetesVersion: cluster.kubernetesVersion,
  });
  return {
    argoCd: [
      { origin: "the platform's stack", manifests: [cluster.argoCdNamespace] },
      ...attempted("Argo CD", onFailure, () => argoCdOf(cluster)),
    ],
    bootstrap: { origin: bootstrapChart, manifests: bootstrap },
    applications: renderFrom(bootstrap, cluster, onFailure),
  };
}

/** All that was rendered, each folder and chart by itself. */
export function sourcesOf({ argoCd, bootstrap, applications }: RenderedPlatform): readonly RenderedSource[] {
  return [...argoCd, bootstrap, ...applications.flatMap(({ sources }) => sources)];
}

function argoCdOf({ argoCdValues, kubernetesVersion }: PlatformCluster): RenderedSource {
  const chart = chartArchive(argoCdChart);
  const origin = chartTitle(argoCdChart);
  if (chart === undefined) return { origin, manifests: undefined };
  const release = { name: "argocd", namespace: argoCdNamespace, chart, valueFiles: [], values: argoCdValues };
  return { origin, manifests: releaseManifests({ ...release, kubernetesVersion }) };
}

function renderFrom(
  manifests: readonly Manifest[],
  cluster: Cluster,
  onFailure: OnFailure,
): readonly RenderedApplication[] {
  return manifests.flatMap(({ kind, ...rest }) => {
    const manifest = { kind, ...rest };
    if (kind === "ApplicationSet") {
      return renderFrom(applicationsFor(manifest, cluster.secret), cluster, onFailure);
    }
    if (kind !== "Application") return [];
    const application = readApplication(manifest);
    const sources = application.sources
      .filter(makesObjects)
      .flatMap((source) =>
        attempted(`Application ${application.name}`, onFailure, () =>
          renderSource(source, application, cluster),
        ),
      );
    const made = sources.flatMap((source) => source.manifests ?? []);
    return [{ application, sources }, ...renderFrom(made, cluster, onFailure)];
  });
}

/** What a source makes, or nothing and a call for its failure. */
function attempted<Result>(title: string, onFailure: OnFailure, work: () => Result): readonly Result[] {
  try {
    return [work()];
  } catch (error) {
    onFailure(new Error(`${title}: ${error instanceof Error ? error.message : error}`));
    return [];
  }
}

function rethrow(failure: Error): never {
  throw failure;
}
