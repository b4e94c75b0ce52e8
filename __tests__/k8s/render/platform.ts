// Everything that a cluster gets, found as Argo CD finds it: from the root Application on.

import { argoCdChart, argoCdNamespace } from "../../../constructs/contract/charts";
import type { BootstrapValues } from "../../../constructs/platform/kubernetes/bootstrap-release";
import type { Manifest } from "../manifest";
import { ApiValidator } from "../schema/validator";
import { type Application, applicationsFor, readApplication } from "./applications";
import { chartArchive } from "./charts";
import { type Cluster, manifestsOf, releaseManifests } from "./sources";

/** An Application with what it makes. */
export interface RenderedApplication {
  readonly application: Application;
  readonly manifests: readonly Manifest[];
  /** The charts that were left out, because their archives are not on this machine. */
  readonly leftOut: readonly string[];
}

/** What a cluster gets. */
export interface RenderedPlatform {
  /** What Terraform installs of Argo CD: its namespace, and the chart where its archive is on this machine. */
  readonly argoCd: readonly Manifest[];
  /** What Terraform's release `bootstrap` makes. */
  readonly bootstrap: readonly Manifest[];
  /** The root Application, and all that come of it. */
  readonly applications: readonly RenderedApplication[];
}

/** A cluster with what its bootstrap gets. */
export interface PlatformCluster extends Cluster {
  readonly bootstrap: BootstrapValues;
  /** The values of Argo CD's own release. */
  readonly argoCdValues: string;
  readonly argoCdNamespace: Manifest;
}

const scopes = new ApiValidator("1.35");

/** Renders all of it. */
export function renderPlatform(cluster: PlatformCluster): RenderedPlatform {
  const bootstrap = releaseManifests({
    name: "bootstrap",
    namespace: argoCdNamespace,
    chart: "k8s/bootstrap",
    valueFiles: [],
    values: JSON.stringify(cluster.bootstrap),
    kubernetesVersion: cluster.kubernetesVersion,
  });
  return { argoCd: argoCdOf(cluster), bootstrap, applications: renderFrom(bootstrap, cluster) };
}

function argoCdOf(cluster: PlatformCluster): readonly Manifest[] {
  const { argoCdValues, kubernetesVersion } = cluster;
  const chart = chartArchive(argoCdChart);
  if (chart === undefined) return [cluster.argoCdNamespace];
  const manifests = releaseManifests({
    name: "argocd",
    namespace: argoCdNamespace,
    chart,
    valueFiles: [],
    values: argoCdValues,
    kubernetesVersion,
  }).map((one) => withNamespace(one, argoCdNamespace));
  return [cluster.argoCdNamespace, ...manifests];
}

function renderFrom(manifests: readonly Manifest[], cluster: Cluster): readonly RenderedApplication[] {
  return manifests.flatMap(({ kind, ...rest }) => {
    const manifest = { kind, ...rest };
    if (kind === "ApplicationSet") return renderFrom(applicationsFor(manifest, cluster.secret), cluster);
    if (kind !== "Application") return [];
    const rendered = renderApplication(readApplication(manifest), cluster);
    return [rendered, ...renderFrom(rendered.manifests, cluster)];
  });
}

/** An Application's manifests, with the namespace that Argo CD puts those into that name none. */
export function renderApplication(application: Application, cluster: Cluster): RenderedApplication {
  const rendered = application.sources.map((source) => ({
    source,
    manifests: withContext(application, () => manifestsOf(source, application, cluster)),
  }));
  return {
    application,
    manifests: rendered.flatMap(({ manifests = [] }) =>
      manifests.map((manifest) => withNamespace(manifest, application.namespace)),
    ),
    leftOut: rendered
      .filter(({ manifests }) => manifests === undefined)
      .map(({ source }) => `${source.chart} ${source.targetRevision}`),
  };
}

function withNamespace(manifest: Manifest, namespace: string): Manifest {
  const { apiVersion, kind, metadata } = manifest;
  const isPlaced = metadata.namespace !== undefined || scopes.isNamespaced(`${apiVersion} ${kind}`) !== true;
  return isPlaced ? manifest : { ...manifest, metadata: { ...metadata, namespace } };
}

function withContext<Result>({ name }: Application, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new Error(`Application ${name}: ${error instanceof Error ? error.message : error}`);
  }
}

/** All objects. */
export function objectsOf({ argoCd, bootstrap, applications }: RenderedPlatform): readonly Manifest[] {
  return [...argoCd, ...bootstrap, ...applications.flatMap(({ manifests }) => manifests)];
}
