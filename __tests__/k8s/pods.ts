// The pods that objects make.
import {
  at,
  type Fields,
  isFields,
  listAt,
  type Manifest,
  nameOf,
  textsAt,
} from "../../scripts/render/manifest";

/** A pod as its workload describes it. */
export interface Pod {
  /** What makes it, for messages. */
  readonly owner: string;
  readonly kind: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: Fields;
}

/** A container of a pod. */
export interface Container {
  readonly name: string;
  readonly image: string;
  readonly fields: Fields;
}

/** Where a kind has the template of its pods. */
const templates: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
  Pod: [],
};

/** The pods that an object of the API's own kinds makes: one, or none. */
export function podsOf(manifest: Manifest): readonly Pod[] {
  const path = templates[manifest.kind];
  if (path === undefined || !/^(apps\/|batch\/)?v1$/.test(manifest.apiVersion)) return [];
  const template = at(manifest, ...path);
  const spec = at(template, "spec");
  if (!isFields(spec)) return [];
  return [
    {
      owner: nameOf(manifest),
      kind: manifest.kind,
      namespace: manifest.metadata.namespace ?? "default",
      labels: textsAt(template, "metadata", "labels"),
      annotations: textsAt(template, "metadata", "annotations"),
      spec,
    },
  ];
}

/** The containers of a pod, those that run before it included. */
export function containersOf({ spec }: Pod): readonly Container[] {
  return [...listAt(spec, "initContainers"), ...listAt(spec, "containers")].map((fields) => ({
    name: String(fields.name),
    image: String(fields.image),
    fields,
  }));
}
