import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { CloudResource } from "../clouds/cloud-inventory";
import { inventoryOf } from "../clouds/inventories";
import { confirm } from "../confirm";
import { namesGivenBy, parseStack } from "../orphans";
import { readEnvironment } from "../project";
import { Steps } from "../steps";
import type { Surroundings } from "../surroundings";
import { clearCluster, type StaysBehind } from "./clear-cluster";
import { type DeployedStack, deployedStack, terraformOf } from "./deployed-stack";
import { destroyStack, forgetStack, type Told } from "./destroy-stacks";
import { intentions } from "./intentions";
import { type ClusterAccess, clusterAccessSchema, withKubectl } from "./kubectl";
import { assertUnprotected } from "./protection";

/** What the command's options say. */
export interface DestroyOptions {
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly withoutCluster?: boolean;
  /** How many minutes a step within the cluster may take. */
  readonly timeout: number;
}

/** What a destroy did. */
export interface Destroyed extends StaysBehind {
  readonly environment: string;
  /** The stacks that had resources, and how many. */
  readonly stacks: Readonly<Record<string, number>>;
  /** The stacks that are not this command's to destroy. */
  readonly kept: readonly string[];
  /** What on the cloud still carries the environment's tags. */
  readonly left: readonly Pick<CloudResource, "name" | "deletion">[];
}

const nameServersSchema = z.object({ dnsNameServers: z.array(z.string()).catch([]) });

/** Destroys an environment; undefined where nothing was done, because nothing is there or nothing was to be. */
export async function destroyEnvironment(
  name: string,
  options: DestroyOptions,
  surroundings: Surroundings,
): Promise<Destroyed | undefined> {
  const { project, environment } = readEnvironment(name);
  const steps = new Steps(surroundings);
  const told = { surroundings, steps };
  const platform = await deployedStack(project, `${name}-platform`, surroundings);
  const own = await deployedStack(project, name, surroundings);
  assertUnprotected(environment, own);
  const stacks = [platform, own].filter(({ resources }) => resources.size > 0);
  if (stacks.length === 0) {
    surroundings.tell(`${name} has no resources: there is nothing to destroy.`);
    return undefined;
  }
  const access = clusterAccessSchema.safeParse(own.outputs).data;
  // Without the environment's outputs its platform can't be planned, and without its cluster not be destroyed.
  const reached = options.withoutCluster === true ? undefined : access;
  const kept = environment.edge === undefined ? [] : [`${name}-edge`];
  for (const line of intentions({ platform, own, access, reached, kept })) surroundings.tell(line);
  if (options.dryRun === true) return undefined;
  await confirm(surroundings, options, `Destroy ${name}?`);
  // Asked for before anything goes: without its synthesized stacks an environment can't be destroyed.
  for (const each of stacks) terraformOf(each.name, surroundings, () => undefined);
  const { folder } = terraformOf(name, surroundings, () => undefined);
  const stack = parseStack(readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
  const behind = await clear(own, reached, options, told);
  for (const each of stacks) {
    if (each === platform && reached === undefined) {
      await steps.step(`forgetting ${each.name}, which goes with its cluster`, () => forgetStack(each, told));
    } else {
      await steps.step(`terraform destroy of ${each.name}`, () => destroyStack(each, told));
    }
  }
  const left = await steps.step("looking for what still carries the environment's tags", () =>
    inventoryOf(environment, surroundings).tagged(
      { project: project.name, environment: name },
      namesGivenBy(stack),
    ),
  );
  return {
    environment: name,
    stacks: Object.fromEntries(stacks.map((each) => [each.name, each.resources.size])),
    kept,
    ...behind,
    left: left.map((resource) => ({ name: resource.name, deletion: resource.deletion })),
  };
}

async function clear(
  { outputs }: DeployedStack,
  access: ClusterAccess | undefined,
  { timeout }: DestroyOptions,
  { surroundings, steps }: Told,
): Promise<StaysBehind> {
  if (access === undefined) return { records: [], volumes: [] };
  const { dnsNameServers } = nameServersSchema.parse(outputs);
  return await withKubectl(access, surroundings, (kubectl) =>
    clearCluster(kubectl, dnsNameServers, { surroundings, steps, minutes: timeout }),
  );
}
