// Which objects an API server of a minor wouldn't take, because it no longer serves the API that they are written in.
import type { RenderedSource } from "../../scripts/render/sources";
import { kindsOf, minors, readDefinitions } from "./api-definitions";

/** An object that is rendered, and the first minor that doesn't serve its API. */
export interface UnservedObject {
  readonly minor: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Undefined where its manifest has none. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** The folder of the project, or the chart with its version, that makes it. */
  readonly origin: string;
}

/** The kinds of the API itself, such as `apps/v1 Deployment`, by the minors that serve them. */
export type ServedKinds = ReadonlyMap<string, ReadonlySet<string>>;

/** Those of the releases that there are definitions of. Alpha and beta ones a cluster may have switched off. */
export function servedKinds(): ServedKinds {
  return new Map(minors.map((minor) => [minor, new Set(kindsOf(readDefinitions(minor)).keys())]));
}

/**
 * The objects that a minor doesn't serve. What is of a group that no minor has is a custom resource: its definition
 * says which versions there are, whatever the minor.
 */
export function unservedObjects(
  minor: string,
  sources: readonly RenderedSource[],
  served: ServedKinds,
): readonly UnservedObject[] {
  const kinds = served.get(minor);
  if (kinds === undefined) throw new Error(`what ${minor} serves is not known`);
  const groups = new Set([...served.values()].flatMap((all) => [...all].map(groupOf)));
  return sources.flatMap(({ origin, manifests = [] }) =>
    manifests
      .filter(({ apiVersion, kind }) => isBuiltIn(apiVersion, groups) && !kinds.has(`${apiVersion} ${kind}`))
      .map(({ apiVersion, kind, metadata: { namespace, name } }) => ({
        minor,
        apiVersion,
        kind,
        namespace,
        name,
        origin,
      })),
  );
}

/** A definition's group has a dot, so that what has none is Kubernetes' own, such as `extensions`. */
function isBuiltIn(apiVersion: string, groups: ReadonlySet<string>): boolean {
  const group = groupOf(apiVersion);
  return !group.includes(".") || groups.has(group);
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes("/") ? apiVersion.replace(/\/.*/, "") : "";
}
