import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Project } from "../../constructs/contract/project";
import { Terraform } from "../../scripts/terraform";
import { terraformEnvironment } from "../../scripts/terraform-environment";
import { CommandError } from "../command-error";
import { configuredPlace, stackFolder } from "../project";
import { readState } from "../state-file";
import { openState } from "../stores/open-state";
import type { Surroundings } from "../surroundings";

const outputsSchema = z.object({
  outputs: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
});

/** A stack by what its state has. */
export interface DeployedStack {
  readonly name: string;
  /** Where the state is, for people. */
  readonly place: string;
  /** Every managed instance by its address, as the text of what is stored of it. */
  readonly resources: ReadonlyMap<string, string>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Reads a stack's state; one that isn't there has no resources. */
export async function deployedStack(
  project: Project,
  name: string,
  surroundings: Surroundings,
): Promise<DeployedStack> {
  const client = openState(configuredPlace(project, surroundings.folder, name), surroundings);
  const { place } = client;
  const content = await client.read();
  if (content === undefined || content.length === 0)
    return { name, place, resources: new Map(), outputs: {} };
  const { resources } = readState(content, place);
  const { outputs } = outputsSchema.parse(JSON.parse(content.toString("utf8")));
  const values = Object.entries(outputs).map(([output, { value }]) => [output, value]);
  return { name, place, resources, outputs: Object.fromEntries(values) };
}

/**
 * The terraform command in a stack's folder.
 *
 * @throws CommandError where the stack isn't synthesized.
 */
export function terraformOf(
  stack: string,
  { folder, environment }: Surroundings,
  onLine: (line: string) => void,
): Terraform {
  const place = stackFolder(folder, stack);
  if (!existsSync(path.join(place, "cdk.tf.json"))) {
    throw new CommandError(
      "usage",
      `the stack ${stack} has a state and is not synthesized`,
      "run `npm run synth`, then this again; where envs/ doesn't describe it any more, describe it once more",
    );
  }
  return new Terraform(place, terraformEnvironment(environment), { onLine });
}
