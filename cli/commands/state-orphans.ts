import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Command } from "commander";
import { inventoryOf } from "../clouds/inventories";
import { CommandError } from "../command-error";
import { commandWith } from "../manual";
import {
  importBlock,
  KnownResources,
  namesGivenBy,
  type Orphan,
  orphansOf,
  parseStack,
  type SynthesizedStack,
} from "../orphans";
import { configuredPlace, readEnvironment, stackFolder } from "../project";
import { report } from "../report";
import { openState } from "../stores/open-state";
import type { Surroundings } from "../surroundings";

interface Options {
  readonly json?: boolean;
}

/** `hera state orphans ENVIRONMENT`. */
export function stateOrphansCommand(surroundings: Surroundings): Command {
  return commandWith("orphans", {
    summary: "names what exists on the cloud and is in no state",
    description:
      "Looks for what carries the tags of an environment and is in no state, as after an apply that was killed: Terraform writes the state about every 20 seconds, and what it created since is known to nobody. Nothing is changed.",
    steps: [
      "Reads the environment's state, and an errored.tfstate in its stack's folder if there is one.",
      "Asks the cloud for everything with the tags project and environment, but what its services make by themselves; on Google Cloud, where much carries no labels, and of Hetzner's buckets also for what has a name that the stack gives.",
      "Prints for each that no state has the import block that brings it home, where its place in the synthesized stack is beyond doubt, and the command that deletes it.",
      "Says which of the stack's resources are in no state and can't be found so.",
    ],
    examples: [
      ["npx hera state orphans dev", "what a killed apply of dev has left"],
      ["npx hera state orphans dev --json", "the same for a script; no orphan is an empty list"],
    ],
  })
    .argument("<environment>", "an environment's name")
    .option("--json", "print one JSON document")
    .action((environment: string, options: Options) => orphans(environment, options, surroundings));
}

async function orphans(name: string, options: Options, surroundings: Surroundings): Promise<void> {
  const { project, environment } = readEnvironment(name);
  const folder = stackFolder(surroundings.folder, name);
  const stack = synthesized(folder);
  const client = openState(configuredPlace(project, surroundings.folder, name), surroundings);
  const errored = path.join(folder, "errored.tfstate");
  const states = [await client.read(), existsSync(errored) ? readFileSync(errored) : undefined];
  const known = new KnownResources(states.filter((state) => state !== undefined));
  const inventory = inventoryOf(environment, surroundings);
  const found = await inventory.tagged({ project: project.name, environment: name }, namesGivenBy(stack));
  const result = {
    state: client.place,
    tagged: found.length,
    orphans: orphansOf(found, known, stack),
    unseen: unseenIn(stack, known, inventory.unseen),
  };
  report(surroundings, options, result, () => lines(result));
}

function synthesized(folder: string): SynthesizedStack {
  const file = path.join(folder, "cdk.tf.json");
  if (existsSync(file)) return parseStack(readFileSync(file, "utf8"));
  throw new CommandError("usage", `${file} is not there`, "run `npm run synth`, then this again");
}

/** A resource of the stack that is in no state, and whether it exists can't be told. */
interface UnseenResource {
  readonly address: string;
  readonly reason: string;
}

function unseenIn(
  { resource }: SynthesizedStack,
  { addresses }: KnownResources,
  unseen: Readonly<Record<string, string>>,
): readonly UnseenResource[] {
  return Object.entries(unseen).flatMap(([type, reason]) =>
    Object.keys(resource[type] ?? {})
      .map((id) => `${type}.${id}`)
      .filter((address) => !addresses.has(address))
      .map((address) => ({ address, reason })),
  );
}

function lines(result: {
  readonly state: string;
  readonly tagged: number;
  readonly orphans: readonly Orphan[];
  readonly unseen: readonly UnseenResource[];
}): readonly string[] {
  const count = result.orphans.length;
  return [
    `${count === 0 ? "No orphans" : `${count} of them orphans`}: ${result.tagged} resources are the environment's; compared with ${result.state}.`,
    ...result.orphans.flatMap(orphanLines),
    ...result.unseen.map(({ address, reason }) => `? ${address} is in no state, and may exist: ${reason}`),
  ];
}

function orphanLines(orphan: Orphan): readonly string[] {
  const { name, types, importId, deletion } = orphan;
  const place =
    importBlock(orphan) ??
    (types.length === 0
      ? "# of no type that Hera makes"
      : `# its place is not certain: terraform import ${types.join(" or ")}.NAME ${importId}`);
  return [
    "",
    name,
    ...place.split("\n").map((line) => `  ${line}`),
    ...(deletion ? [`  or: ${deletion}`] : []),
  ];
}
