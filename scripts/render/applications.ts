// Argo CD's Applications, and the ApplicationSets that they come of.
import { z } from "zod";
import { argoCdNamespace } from "../../constructs/contract/charts";
import { kustomizeOptionsSchema } from "./kustomize";
import type { Manifest } from "./manifest";
import { isSelected } from "./selectors";
import { type ClusterSecret, renderTemplate } from "./template";

const helmOptionsSchema = z.strictObject({
  releaseName: z.string().optional(),
  ignoreMissingValueFiles: z.boolean().default(false),
  valueFiles: z.array(z.string()).default([]),
  values: z.string().default(""),
});

const sourceSchema = z.strictObject({
  repoURL: z.string(),
  targetRevision: z.string(),
  chart: z.string().optional(),
  path: z.string().optional(),
  ref: z.string().optional(),
  helm: helmOptionsSchema.optional(),
  kustomize: kustomizeOptionsSchema.optional(),
});

/** Where an Application takes manifests from. */
export type Source = z.output<typeof sourceSchema>;

const applicationSpecSchema = z.looseObject({
  project: z.string(),
  destination: z.strictObject({ server: z.string(), namespace: z.string() }),
  source: sourceSchema.optional(),
  sources: z.array(sourceSchema).default([]),
});

const metadataSchema = z.looseObject({
  name: z.string(),
  annotations: z.record(z.string(), z.string()).default({}),
});

/** An Application, as far as it says what is installed. */
export interface Application {
  readonly name: string;
  readonly project: string;
  /** Lower ones come first. */
  readonly wave: number;
  readonly server: string;
  readonly namespace: string;
  readonly sources: readonly Source[];
}

/** The Application of a manifest. */
export function readApplication({ metadata, spec }: Manifest): Application {
  const { name, annotations } = metadataSchema.parse(metadata);
  const { project, destination, source, sources } = applicationSpecSchema.parse(spec);
  return {
    name,
    project,
    wave: Number(annotations["argocd.argoproj.io/sync-wave"] ?? 0),
    ...destination,
    sources: source === undefined ? sources : [source],
  };
}

const generatorSchema = z.strictObject({
  clusters: z.strictObject({
    selector: z.strictObject({
      matchLabels: z.record(z.string(), z.string()),
      matchExpressions: z.array(z.record(z.string(), z.unknown())).default([]),
    }),
  }),
});

const setSpecSchema = z.looseObject({
  goTemplate: z.literal(true),
  goTemplateOptions: z.tuple([z.literal("missingkey=error")]),
  generators: z.array(generatorSchema).min(1),
  template: z.strictObject({
    metadata: z.looseObject({ name: z.string() }),
    spec: z.record(z.string(), z.unknown()),
  }),
});

/**
 * The manifests of the Applications that an ApplicationSet makes for a cluster.
 *
 * @throws Error where it isn't of the form that all of them have, or asks for what the cluster doesn't tell.
 */
export function applicationsFor({ spec }: Manifest, cluster: ClusterSecret): readonly Manifest[] {
  const { generators, template } = setSpecSchema.parse(spec);
  return generators
    .filter(({ clusters }) => isSelected(clusters.selector, cluster.labels))
    .map(() => asManifest(renderTemplate(template, cluster)));
}

const renderedSchema = z.strictObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.record(z.string(), z.unknown()),
});

function asManifest(rendered: unknown): Manifest {
  const { metadata, spec } = renderedSchema.parse(rendered);
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: { ...metadata, namespace: argoCdNamespace },
    spec,
  };
}
