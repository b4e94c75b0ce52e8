// Everything that a cluster gets, found as Argo CD finds it: from the root Application on.
import path from "node:path";
import { argoCdChart, argoCdNamespace } from "../../constructs/contract/charts";
import type { BootstrapValues } from "../../constructs/platform/kubernetes/bootstrap-release";
import { projectRoot } from "../host";
import { type Application, applicationsFor, readApplication } from "./applications";
import { chartArchive, chartTitle } from "./charts";
import { type Manifest, nameOf } from "./manifest";
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

/** Gets the error of a source, an Application or an ApplicationSet that can't be rendered; if it returns, that is left out. */
export type OnFailure = (failure: Error) => void;

const bootstrapChart = "k8s/bootstrap";

/** Renders all of it, or what can be. */
export function renderPlatform(cluster: PlatformCluster, onFailure: OnFailure = rethrow): RenderedPlatform {
  const bootstrap = releaseManifests({
    name: "bootstrap",
    namespace: argoCdNamespace,
    chart: path.join(projectRoot(), bootstrapChart),
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
  return manifests.flatMap((manifest) => {
    const title = nameOf(manifest);
    switch (manifest.kind) {
      case "ApplicationSet": {
        const made = attempted(title, onFailure, () => applicationsFor(manifest, cluster.secret));
        return renderFrom(made.flat(), cluster, onFailure);
      }
      case "Application":
        return attempted(title, onFailure, () => readApplication(manifest)).flatMap((application) =>
          renderApplication(application, cluster, onFailure),
        );
      default:
        return [];
    }
  });
}

/** An Application, and all that come of it. */
function renderApplication(
  application: Application,
  cluster: Cluster,
  onFailure: OnFailure,
): readonly RenderedApplication[] {
  const sources = application.sources
    .filter(makesObjects)
    .flatMap((source) =>
      attempted(`Application ${application.name}`, onFailure, () =>
        renderSource(source, application, cluster),
      ),
    );
  const made = sources.flatMap((source) => source.manifests ?? []);
  return [{ application, sources }, ...renderFrom(made, cluster, onFailure)];
}

/** What comes of it, or nothing and a call for its failure. */
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
