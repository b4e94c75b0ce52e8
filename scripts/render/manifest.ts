// Kubernetes objects as manifests have them.
import { type Document, parseAllDocuments } from "yaml";
import { z } from "zod";

const text = z.record(z.string(), z.string());

const manifestSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
  }),
});

/** An object of any kind. */
export type Manifest = z.output<typeof manifestSchema>;

/** A value of any shape, in which a path can be followed. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What is at a path of a value; undefined where a part of the path is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isFields(inner) ? inner[name] : undefined), value);
}

/** The objects of the list at a path; none where there is no list. */
export function listAt(value: unknown, ...path: readonly string[]): readonly Fields[] {
  const list = at(value, ...path);
  return Array.isArray(list) ? list.filter(isFields) : [];
}

/** The texts of the mapping at a path; none where there is no mapping. */
export function textsAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, string>> {
  const found = text.safeParse(at(value, ...path) ?? {});
  return found.success ? found.data : {};
}

/** What names an object in messages: `apps/v1 Deployment loki/loki-read`. */
export function nameOf({ apiVersion, kind, metadata }: Manifest): string {
  const place = metadata.namespace === undefined ? "" : `${metadata.namespace}/`;
  return `${apiVersion} ${kind} ${place}${metadata.name}`;
}

/** What tells objects of a cluster apart, whichever version of their kind they are written in. */
export function keyOf({ apiVersion, kind, metadata }: Manifest): string {
  const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
  return [group, kind, metadata.namespace ?? "", metadata.name].join("/");
}

/** Kinds of value that YAML 1.1 has and Kubernetes' own reader doesn't: `1:30` is a text to it. */
const unread = new Set(["intTime", "floatTime", "timestamp"]);

/**
 * Reads YAML as Kubernetes does: by version 1.1, in which `0644` is octal and `on` isn't a text.
 *
 * @throws Error with the place of a syntax error or of a key that is there twice.
 */
export function readYaml(yaml: string): readonly unknown[] {
  const documents: readonly Document.Parsed[] = [
    ...parseAllDocuments(yaml, {
      version: "1.1",
      merge: true,
      customTags: (tags) => tags.filter((tag) => typeof tag !== "string" || !unread.has(tag)),
    }),
  ];
  return documents.map((document) => {
    const [error] = document.errors;
    if (error !== undefined) throw error;
    return document.toJS({ maxAliasCount: 1000 });
  });
}

/**
 * The objects of a text of several documents; those of lists by themselves.
 *
 * @throws Error with the beginning of what is none.
 */
export function readManifests(yaml: string): readonly Manifest[] {
  return readYaml(yaml)
    .filter((document) => document !== null && document !== undefined)
    .flatMap((document): readonly unknown[] => (isList(document) ? listAt(document, "items") : [document]))
    .map(asManifest);
}

function asManifest(document: unknown): Manifest {
  const read = manifestSchema.safeParse(document);
  if (read.success) return read.data;
  const begin = JSON.stringify(document).slice(0, 200);
  throw new Error(`this is no object of Kubernetes: ${begin}\n${z.prettifyError(read.error)}`);
}

function isList(document: unknown): boolean {
  return at(document, "apiVersion") === "v1" && at(document, "kind") === "List";
}
