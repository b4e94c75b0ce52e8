// What exists on a cloud and is in no state, and how each can be brought home.
import { z } from "zod";
import type { CloudResource, IsNamed } from "./clouds/cloud-inventory";

/** Something that a stack's state should know and doesn't. */
export interface Orphan {
  readonly name: string;
  /** Where it belongs in the stack, if that is beyond doubt. */
  readonly address: string | undefined;
  readonly types: readonly string[];
  readonly importId: string;
  readonly deletion: string | undefined;
}

/** What of a state says which resource it knows. What a creation has not come to yet is null. */
const stateSchema = z.object({
  resources: z
    .array(
      z.object({
        mode: z.string(),
        type: z.string(),
        name: z.string(),
        instances: z.array(
          z.object({
            attributes: z.looseObject({ id: z.string().nullish(), arn: z.string().nullish() }).nullish(),
          }),
        ),
      }),
    )
    .nullish(),
});

/** A resource of a synthesized stack, by type and logical name. */
const stackSchema = z.object({
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
});
export type SynthesizedStack = z.output<typeof stackSchema>;

/** Reads a `cdk.tf.json`. */
export function parseStack(content: string): SynthesizedStack {
  return stackSchema.parse(JSON.parse(content));
}

/** What several states know together. */
export class KnownResources {
  /** `aws_vpc vpc-1`, and ARNs. */
  readonly identifiers: ReadonlySet<string>;
  /** `aws_vpc.network_vpc`. */
  readonly addresses: ReadonlySet<string>;

  constructor(states: readonly Buffer[]) {
    const managed = states
      .flatMap((content) => stateSchema.parse(JSON.parse(content.toString("utf8"))).resources ?? [])
      .filter(({ mode, instances }) => mode === "managed" && instances.length > 0);
    this.addresses = new Set(managed.map(({ type, name }) => `${type}.${name}`));
    const identifiers = managed.flatMap(({ type, instances }) =>
      instances.flatMap(({ attributes }) => [
        ...(attributes?.id ? [`${type} ${attributes.id}`] : []),
        ...(attributes?.arn ? [attributes.arn] : []),
      ]),
    );
    this.identifiers = new Set(identifiers);
  }

  /** Whether one of the states has it. */
  has({ name, types, importId }: CloudResource): boolean {
    return this.identifiers.has(name) || types.some((type) => this.identifiers.has(`${type} ${importId}`));
  }
}

/** Those of the resources that no state has. */
export function orphansOf(
  found: readonly CloudResource[],
  known: KnownResources,
  stack: SynthesizedStack,
): readonly Orphan[] {
  return found
    .filter((resource) => !known.has(resource))
    .map((resource) => ({
      name: resource.name,
      address: addressFor(resource, known, stack),
      types: resource.types,
      importId: resource.importId,
      deletion: resource.deletion,
    }));
}

/** The one resource of the stack that is missing in the state and that bears the orphan's name. */
function addressFor(
  { types, importId, name, nameTag }: CloudResource,
  known: KnownResources,
  { resource }: SynthesizedStack,
): string | undefined {
  const names = [importId, name, nameTag, ...importId.split(":")].filter((one) => one !== undefined);
  const named = types.flatMap((type) =>
    Object.entries(resource[type] ?? {})
      .filter(([id]) => !known.addresses.has(`${type}.${id}`))
      .filter(([, attributes]) =>
        namesOf(attributes).some((one) => names.some((other) => isSame(one, other))),
      )
      .map(([id]) => `${type}.${id}`),
  );
  return named.length === 1 ? named[0] : undefined;
}

/** The arguments that name a resource, in the types that Hera makes. */
const namingArguments = [
  "name",
  "bucket",
  "cluster_name",
  "node_group_name",
  "addon_name",
  "principal_arn",
  "url",
  "account_id",
  "role_id",
  "bucket_id",
];

function namesOf(attributes: Readonly<Record<string, unknown>>): readonly string[] {
  const tags = z.object({ Name: z.string() }).safeParse(attributes.tags);
  const named = namingArguments
    .map((argument) => attributes[argument])
    .filter((one) => typeof one === "string");
  return tags.success ? [tags.data.Name, ...named] : named;
}

/** Which names the stack gives to its resources; what only an apply puts into one may be anything without a "-". */
export function namesGivenBy({ resource }: SynthesizedStack): IsNamed {
  return (type, name) =>
    Object.values(resource[type] ?? {})
      .flatMap(namesOf)
      .some((given) => fits(given, name));
}

function fits(given: string, name: string): boolean {
  const fixed = given.split(/\$\{.*?\}/).map((part) => part.replace(/[.+^${}()|[\]\\*?]/g, "\\$&"));
  return new RegExp(`^${fixed.join("[^-]+")}$`).test(name);
}

/** An ARN and a URL end with the name that was given. */
function isSame(given: string, found: string): boolean {
  return found === given || found.endsWith(`/${given}`) || found.endsWith(`:${given}`);
}

/** The import block of an orphan whose place is known. */
export function importBlock({ address, importId }: Orphan): string | undefined {
  return address === undefined
    ? undefined
    : `import {\n  to = ${address}\n  id = ${JSON.stringify(importId)}\n}`;
}
