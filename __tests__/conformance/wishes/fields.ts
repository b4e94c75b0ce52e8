// Every input field of the contract, read from its schemas, so that a new one can't be forgotten.
import { z } from "zod";
import { environmentSchema } from "../../../constructs/contract/environment";
import { clusterSchema } from "../../../constructs/contract/kubernetes-cluster";
import { existingNetworkSchema, networkSchema } from "../../../constructs/contract/network";
import { nodePoolSchema } from "../../../constructs/contract/node-pool";
import { overridesSchema } from "../../../constructs/contract/overrides";
import { platformSchema } from "../../../constructs/contract/platform";
import { type CloudName, cloudAccountSchema, projectSchema } from "../../../constructs/contract/project";

/** Where a schema says `unknown`, because the part is read by itself. */
const partsReadByThemselves: Readonly<Record<string, readonly z.core.$ZodType[]>> = {
  "environment.network": [networkSchema, existingNetworkSchema],
  "environment.kubernetesCluster": [clusterSchema],
  "environment.platform": [platformSchema],
  "environment.overrides": [overridesSchema],
  "environment.kubernetesCluster.nodePools.*": [nodePoolSchema],
};

/** Fields that tests of their own hold to every store, every cloud and the edge. */
const heldElsewhere = ["project.stateBackend", "project.edge", "environment.cloud", "environment.edge"];

/** Below a project's clouds every one has the same fields. */
const accountPath = "project.clouds.*";

/** The paths of all fields, `*` for a list's or record's entries: `environment.network.natMode`. */
export function contractFields(): string[] {
  const { clouds: _, ...ofProject } = projectSchema.shape;
  const all = [
    ...fieldsOf(z.object(ofProject), "project"),
    ...fieldsOf(cloudAccountSchema, accountPath),
    ...fieldsOf(environmentSchema, "environment"),
  ];
  return [...new Set(all)].filter((field) => !heldElsewhere.includes(field));
}

/** The fields that mean something on a cloud: all but what an environment asks of another cloud alone. */
export function fieldsOn(cloud: CloudName): string[] {
  const own = `environment.overrides.${cloud}.`;
  return contractFields().filter(
    (field) => !field.startsWith("environment.overrides.") || field.startsWith(own),
  );
}

/** The fields of one schema; a value that may be a word or an object is a field, and so are the object's fields. */
function fieldsOf(schema: z.core.$ZodType, path: string): string[] {
  if (heldElsewhere.includes(path)) return [path];
  const inner = withoutModifiers(schema);
  const parts = inner instanceof z.core.$ZodUnknown ? partsReadByThemselves[path] : undefined;
  if (parts !== undefined) return parts.flatMap((part) => fieldsOf(part, path));
  if (inner instanceof z.core.$ZodObject) {
    return Object.entries(inner._zod.def.shape).flatMap(([name, field]) =>
      fieldsOf(field, `${path}.${name}`),
    );
  }
  if (inner instanceof z.core.$ZodArray) return fieldsOfEntries(inner._zod.def.element, path);
  if (inner instanceof z.core.$ZodRecord) return fieldsOfEntries(inner._zod.def.valueType, path);
  if (inner instanceof z.core.$ZodUnion) {
    const objects = inner._zod.def.options.filter((option) => option instanceof z.core.$ZodObject);
    return [path, ...objects.flatMap((option) => fieldsOf(option, path))];
  }
  if (inner instanceof z.core.$ZodUnknown) throw new Error(`${path} is read by nothing that is known here`);
  return [path];
}

/** Entries with fields are told by these; others by the list as a whole. */
function fieldsOfEntries(entry: z.core.$ZodType, path: string): string[] {
  const fields = fieldsOf(entry, `${path}.*`);
  return fields.length === 1 && fields[0] === `${path}.*` ? [path] : fields;
}

function withoutModifiers(schema: z.core.$ZodType): z.core.$ZodType {
  const isModifier =
    schema instanceof z.core.$ZodOptional ||
    schema instanceof z.core.$ZodDefault ||
    schema instanceof z.core.$ZodReadonly;
  return isModifier ? withoutModifiers(schema._zod.def.innerType) : schema;
}
