import { z } from "zod";
import { CommandError } from "./command-error";

/** What `hera` reads of a state of Terraform's format 4. Unknown parts are left alone. */
const stateSchema = z.object({
  version: z.literal(4),
  serial: z.number().int().nonnegative(),
  lineage: z.string(),
  outputs: z.record(z.string(), z.unknown()).nullish(),
  resources: z
    .array(
      z.object({
        module: z.string().optional(),
        mode: z.string(),
        type: z.string(),
        name: z.string(),
        instances: z.array(
          z.looseObject({
            index_key: z.union([z.string(), z.number()]).optional(),
            deposed: z.string().optional(),
          }),
        ),
      }),
    )
    .nullish(),
});

/** A state, as far as two of them are compared. */
export interface StateFile {
  readonly serial: number;
  /** Given at the state's birth, and never changed. */
  readonly lineage: string;
  /** Every managed instance by its address, as the text of what is stored of it. */
  readonly resources: ReadonlyMap<string, string>;
  /** Whether there is anything in it to lose. */
  readonly isEmpty: boolean;
}

/** Reads a state; undefined where the content is none. */
export function parseState(content: Buffer): StateFile | undefined {
  const read = stateSchema.safeParse(jsonOf(content));
  if (!read.success) return undefined;
  const { serial, lineage, resources, outputs } = read.data;
  const managed = (resources ?? []).filter(({ mode }) => mode === "managed");
  const instances = managed.flatMap((resource) =>
    resource.instances.map((instance): [string, string] => [
      addressOf(resource, instance),
      JSON.stringify(instance),
    ]),
  );
  return {
    serial,
    lineage,
    resources: new Map(instances),
    isEmpty: (resources ?? []).length === 0 && Object.keys(outputs ?? {}).length === 0,
  };
}

/** @throws CommandError where the content is no state. */
export function readState(content: Buffer, place: string): StateFile {
  const state = parseState(content);
  if (state !== undefined) return state;
  throw new CommandError(
    "refused",
    `${place} is not a state of Terraform's format 4 (${content.length} bytes)`,
    "restore an earlier version by `npx hera state recover`, as docs/runbooks/corrupt-state.md says",
  );
}

/**
 * The same state under another serial. The number is replaced in the text: numbers of more than 53 bits in a state
 * would not survive being parsed.
 */
export function withSerial(content: Buffer, serial: number): Buffer {
  const text = content.toString("utf8").replace(/("serial"\s*:\s*)\d+/, `$1${serial}`);
  const changed = Buffer.from(text, "utf8");
  if (parseState(changed)?.serial !== serial)
    throw new Error("the serial of a state was not found where it stands");
  return changed;
}

function jsonOf(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString("utf8"));
  } catch {
    return undefined;
  }
}

/**
 * The address that Terraform's commands take for an instance. What Terraform is still to delete, because something else
 * was made in its place, has none of its own: it goes by that of the other.
 */
export function commandAddress(address: string): string {
  return address.replace(/ \(deposed [^)]+\)$/, "");
}

function addressOf(
  {
    module,
    type,
    name,
  }: { readonly module?: string | undefined; readonly type: string; readonly name: string },
  {
    index_key: key,
    deposed,
  }: { readonly index_key?: string | number | undefined; readonly deposed?: string | undefined },
): string {
  const prefix = module === undefined ? "" : `${module}.`;
  const index = key === undefined ? "" : `[${JSON.stringify(key)}]`;
  return `${prefix}${type}.${name}${index}${deposed === undefined ? "" : ` (deposed ${deposed})`}`;
}
