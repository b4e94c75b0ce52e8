// Everything that a cluster gets, with the namespace that Argo CD puts objects into that name none.
import { argoCdNamespace } from "../../../constructs/contract/charts";
import type { Application } from "../../../scripts/render/applications";
import type { Manifest } from "../../../scripts/render/manifest";
import {
  type PlatformCluster,
  type RenderedApplication as RenderedSources,
  renderPlatform as render,
} from "../../../scripts/render/platform";
import { ApiValidator } from "../schema/validator";

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

const scopes = new ApiValidator("1.35");

/** Renders all of it. */
export function renderPlatform(cluster: PlatformCluster): RenderedPlatform {
  const { argoCd, bootstrap, applications } = render(cluster);
  return {
    argoCd: argoCd.flatMap(({ manifests = [] }) => placed(manifests, argoCdNamespace)),
    bootstrap: bootstrap.manifests ?? [],
    applications: applications.map(asPlaced),
  };
}

function asPlaced({ application, sources }: RenderedSources): RenderedApplication {
  return {
    application,
    manifests: sources.flatMap(({ manifests = [] }) => placed(manifests, application.namespace)),
    leftOut: sources.filter(({ manifests }) => manifests === undefined).map(({ origin }) => origin),
  };
}

function placed(manifests: readonly Manifest[], namespace: string): readonly Manifest[] {
  return manifests.map((manifest) => {
    const { apiVersion, kind, metadata } = manifest;
    const isPlaced =
      metadata.namespace !== undefined || scopes.isNamespaced(`${apiVersion} ${kind}`) !== true;
    return isPlaced ? manifest : { ...manifest, metadata: { ...metadata, namespace } };
  });
}

/** All objects. */
export function objectsOf({ argoCd, bootstrap, applications }: RenderedPlatform): readonly Manifest[] {
  return [...argoCd, ...bootstrap, ...applications.flatMap(({ manifests }) => manifests)];
}
