// The app's own stacks by the real `cdktf` command and by `terraform` alone: the same plan, and one state.
import path from "node:path";
import { z } from "zod";
import { project } from "../../envs/project";
import { type CdktfCommand, runCdktf } from "../../scripts/cdktf";
import type { CommandResult } from "../../scripts/commands";
import { Terraform } from "../../scripts/terraform";
import { patience, World } from "./world";

/** The part of a plan that says what would be; the rest is times and file names. */
const planSchema = z.object({
  resource_changes: z.array(z.unknown()),
  output_changes: z.record(z.string(), z.unknown()),
});

let world: World;
let planByCdktf: z.output<typeof planSchema>;
let planByTerraform: z.output<typeof planSchema>;
let hasChangesAfterCdktf: boolean;
let diffAfterTerraform: CommandResult;

beforeAll(async () => {
  world = await World.withCloud(project.clouds.aws?.account ?? "");
  const output = path.join(world.folder, "cdktf.out");
  const cdktf = async (command: CdktfCommand, stack: string): Promise<CommandResult> => {
    const result = await runCdktf(command, stack, { output, environment: world.environment });
    if (result.exitCode !== 0) throw new Error(`cdktf ${command} ${stack}:\n${result.output}`);
    return result;
  };
  const terraform = new Terraform(path.join(output, "stacks", "dev"), world.environment);

  await cdktf("deploy", "bootstrap");
  await cdktf("diff", "dev");
  planByCdktf = planSchema.parse(await terraform.show("plan"));
  await terraform.plan("-out=by-terraform.tfplan");
  planByTerraform = planSchema.parse(await terraform.show("by-terraform.tfplan"));

  await terraform.apply("by-terraform.tfplan");
  diffAfterTerraform = await cdktf("diff", "dev");
  await cdktf("deploy", "dev");
  hasChangesAfterCdktf = (await terraform.plan()).hasChanges;
}, patience);
afterAll(() => world.close(), patience);

test("both plan the same", () => {
  expect(planByTerraform.resource_changes.length).toBeGreaterThan(50);
  expect(planByTerraform).toEqual(planByCdktf);
});

test("what terraform applied is what cdktf finds", () => {
  expect(diffAfterTerraform.output).toContain("No changes. Your infrastructure matches the configuration.");
});

test("what cdktf applied is what terraform finds", () => {
  expect(hasChangesAfterCdktf).toBe(false);
});
