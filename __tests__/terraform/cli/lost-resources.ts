// Resources that exist and that the state has lost: the command names them, and what it prints brings them home.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { CloudAccountInput, CloudName } from "../../../constructs/contract/project";
import { exampleEnvironment, exampleProject } from "../../examples";
import { patience } from "../world";
import { HeraWorld } from "./hera-world";

/** What a cloud's test applies, and what the state then loses. */
export interface LostResources {
  readonly cloud: CloudName;
  readonly account: CloudAccountInput;
  /** The block of `required_providers`, and that of `provider`. */
  readonly provider: {
    readonly name: string;
    readonly version: string;
    readonly settings: Readonly<Record<string, unknown>>;
  };
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The environment's own, in the order of their addresses. */
  readonly lost: readonly string[];
  /** Further ones, which the command must not name. */
  readonly ofOthers: readonly string[];
  /** How many of what is lost an import changes. */
  readonly changed: number;
  /** The commands that delete what is lost. */
  readonly deletions: readonly string[];
}

const outputSchema = z.object({
  tagged: z.number(),
  orphans: z.array(z.object({ address: z.string().optional() })),
  unseen: z.array(z.object({ address: z.string() })),
});

/** An attribute of another resource, in Terraform's syntax. */
export const attributeOf = (attribute: string): string => `\${${attribute}}`;

/** A world in which it was applied. */
async function appliedWorld(lost: LostResources): Promise<HeraWorld> {
  const world = await HeraWorld.make([{ ...exampleEnvironment("dev"), cloud: lost.cloud }]);
  describeProject(world, lost);
  for (const stack of ["bootstrap", "dev"]) {
    await world.terraform(stack).init();
    await world.terraform(stack).apply();
  }
  return world;
}

/** Describes the project with these resources; changes are of the environment's account. */
export function describeProject(
  world: HeraWorld,
  { cloud, account, provider, resource }: LostResources,
  changes: Partial<CloudAccountInput> = {},
): void {
  const project = exampleProject();
  world.describe({ ...project, clouds: { ...project.clouds, [cloud]: { ...account, ...changes } } });
  const file = path.join(world.terraform("dev").folder, "cdk.tf.json");
  const { terraform } = z
    .object({ terraform: z.looseObject({}) })
    .parse(JSON.parse(readFileSync(file, "utf8")));
  const { name, version, settings } = provider;
  const required_providers = { [name]: { source: `hashicorp/${name}`, version } };
  const stack = {
    terraform: { ...terraform, required_providers },
    provider: { [name]: [settings] },
    resource,
  };
  writeFileSync(file, JSON.stringify(stack));
}

async function orphansIn(world: HeraWorld) {
  const { exitCode, stdout, output } = await world.hera("state", "orphans", "dev", "--json");
  if (exitCode !== 0) throw new Error(output);
  return outputSchema.parse(JSON.parse(stdout));
}

/** The tests of one cloud, and the world that they leave to further ones. */
export function testLostResources(expected: LostResources): () => HeraWorld {
  const { lost, ofOthers, changed, deletions } = expected;
  let world: HeraWorld;
  beforeAll(async () => {
    world = await appliedWorld(expected);
  }, patience);
  afterAll(() => world.close(), patience);

  test(
    "what the state has lost is named, and its import blocks bring it back",
    async () => {
      const terraform = world.terraform("dev");
      expect((await orphansIn(world)).orphans).toEqual([]);
      await terraform.run("state", "rm", ...lost, ...ofOthers);

      const { orphans } = await orphansIn(world);
      expect(orphans.map(({ address }) => address).sort()).toEqual(lost);
      const printed = (await world.hera("state", "orphans", "dev")).stdout;
      for (const deletion of deletions) expect(printed).toContain(`or: ${deletion}`);
      const blocks = [...printed.matchAll(/^ {2}import \{\n.*?^ {2}\}$/gms)].map(([block]) => block);
      expect(blocks).toHaveLength(lost.length);
      writeFileSync(path.join(terraform.folder, "orphans.tf"), `${blocks.join("\n")}\n`);
      const targets = lost.map((address) => `-target=${address}`);
      expect((await terraform.plan(...targets)).output).toContain(
        `Plan: ${lost.length} to import, 0 to add, ${changed} to change, 0 to destroy.`,
      );
    },
    patience,
  );
  return () => world;
}
