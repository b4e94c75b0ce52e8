// The part of Go's template language that the ApplicationSets use: anything else in them is a mistake.
import { isFields } from "./manifest";

/** What Argo CD's cluster generator knows of a cluster: its Secret. */
export interface ClusterSecret {
  readonly name: string;
  readonly server: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const expression = /\{\{\s*(.*?)\s*\}\}/gs;
const field = /^\.(name|server)$/;
const entry = /^index \.metadata\.(labels|annotations) "([^"]+)"$/;

/**
 * A value with the expressions in all its texts replaced, as `missingkey=error` has it.
 *
 * @throws Error for another expression, and for what the cluster's Secret doesn't have.
 */
export function renderTemplate(value: unknown, cluster: ClusterSecret): unknown {
  if (typeof value === "string") return value.replace(expression, (_, inner) => valueFor(inner, cluster));
  if (Array.isArray(value)) return value.map((one) => renderTemplate(one, cluster));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, renderTemplate(inner, cluster)]),
  );
}

function valueFor(inner: string, cluster: ClusterSecret): string {
  const [, own] = field.exec(inner) ?? [];
  if (own === "name" || own === "server") return cluster[own];
  const [, map, key] = entry.exec(inner) ?? [];
  if ((map !== "labels" && map !== "annotations") || key === undefined) {
    throw new Error(`{{ ${inner} }} is not one of the expressions that k8s/ keeps to`);
  }
  const found = cluster[map][key];
  if (found === undefined)
    throw new Error(`the cluster Secret of ${cluster.name} has no ${key} among its ${map}`);
  return found;
}
