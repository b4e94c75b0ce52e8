// The kinds that the pinned charts define, as they were written to files of the repository.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { projectRoot } from "../../../scripts/host";
import { at, type Manifest } from "../../../scripts/render/manifest";

const customKindSchema = z.object({
  isNamespaced: z.boolean(),
  /** The schema of its objects, without descriptions. */
  schema: z.record(z.string(), z.unknown()),
});

/** A kind that a CustomResourceDefinition defines. */
export type CustomKind = z.output<typeof customKindSchema>;

/** How they are kept. */
export const chartKindsSchema = z.object({
  chart: z.string(),
  version: z.string(),
  kinds: z.record(z.string(), customKindSchema),
});

/** The kinds of a chart at a version, keyed by API version and kind. */
export type ChartKinds = z.output<typeof chartKindsSchema>;

/** Where they are kept. */
export const customKindsFolder = path.join(projectRoot(), "__tests__", "k8s", "crds");

/** What was written. */
export function readChartKinds(): readonly ChartKinds[] {
  if (!existsSync(customKindsFolder)) return [];
  return readdirSync(customKindsFolder)
    .filter((file) => file.endsWith(".json.gz"))
    .sort()
    .map((file) => {
      const content = gunzipSync(readFileSync(path.join(customKindsFolder, file))).toString("utf8");
      return chartKindsSchema.parse(JSON.parse(content));
    });
}

/** All kinds of all charts. */
export function readCustomKinds(): Readonly<Record<string, CustomKind>> {
  return Object.assign({}, ...readChartKinds().map(({ kinds }) => kinds));
}

const definitionSchema = z.object({
  group: z.string(),
  scope: z.enum(["Namespaced", "Cluster"]),
  names: z.object({ kind: z.string() }),
  versions: z.array(
    z.object({
      name: z.string(),
      served: z.boolean(),
      schema: z.object({ openAPIV3Schema: z.record(z.string(), z.unknown()) }),
    }),
  ),
});

/** The kinds that a CustomResourceDefinition serves. */
export function kindsDefinedBy(definition: Manifest): Readonly<Record<string, CustomKind>> {
  const { group, scope, names, versions } = definitionSchema.parse(at(definition, "spec"));
  const served = versions.filter((version) => version.served);
  return Object.fromEntries(
    served.map(({ name, schema }) => [
      `${group}/${name} ${names.kind}`,
      {
        isNamespaced: scope === "Namespaced",
        schema: customKindSchema.shape.schema.parse(withoutDescriptions(schema.openAPIV3Schema)),
      },
    ]),
  );
}

/** A schema without the texts for people; a field that is called `description` stays. */
function withoutDescriptions(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDescriptions);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, inner]) => !(name === "description" && typeof inner === "string"))
      .map(([name, inner]) => [name, withoutDescriptions(inner)]),
  );
}
