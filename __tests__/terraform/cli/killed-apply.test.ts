// The runbook for an apply that was killed, each of its commands typed after a real kill.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { terraformProcesses } from "../../../cli/terraform-processes";
import { startApply } from "../../../scripts/fault-trials/apply";
import { exampleProject } from "../../examples";
import { commandsOf } from "../typed-commands";
import { patience } from "../world";
import { HeraWorld, region } from "./hera-world";

jest.setTimeout(patience);

const orphansSchema = z.object({
  orphans: z.array(z.object({ name: z.string(), address: z.string().optional(), importId: z.string() })),
  unseen: z.array(z.object({ address: z.string() })),
});

/** A project that no other test has: a terraform of theirs would be taken for one that works on the same state. */
const project = { ...exampleProject(), name: "killed" };

let world: HeraWorld;
let folder: string;
beforeAll(async () => {
  world = await HeraWorld.make();
  world.describe(project);
  folder = world.terraform("dev").folder;
  addResources(path.join(folder, "cdk.tf.json"));
  const bootstrap = world.terraform("bootstrap");
  await bootstrap.init();
  await bootstrap.apply();
  await world.terraform("dev").init();
}, patience);
afterAll(() => world.close(), patience);

/** Gives the environment resources that carry its tags, and one that nothing ends by itself. */
function addResources(file: string): void {
  const stack: unknown = JSON.parse(readFileSync(file, "utf8"));
  const { terraform } = z.object({ terraform: z.looseObject({}) }).parse(stack);
  const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } };
  const wait = { provisioner: [{ "local-exec": { command: "[ -e release ] || sleep 600" } }] };
  const resource = {
    aws_cloudwatch_log_group: { log: { name: "/acme/dev" } },
    aws_ssm_parameter: { setting: { name: "/acme/dev/setting", type: "String", value: "1" } },
    terraform_data: {
      wait: { ...wait, depends_on: ["aws_cloudwatch_log_group.log", "aws_ssm_parameter.setting"] },
    },
    aws_iam_role: {
      role: {
        name: "acme-dev",
        assume_role_policy: JSON.stringify({ Version: "2012-10-17", Statement: [trust] }),
        depends_on: ["terraform_data.wait"],
      },
    },
  };
  const provider = {
    aws: [{ region, default_tags: [{ tags: { project: project.name, environment: "dev" } }] }],
  };
  const aws = { source: "hashicorp/aws", version: "5.100.0" };
  writeFileSync(
    file,
    JSON.stringify({ terraform: { ...terraform, required_providers: { aws } }, provider, resource }),
  );
}

/** Kills the apply once it waits, with everything before that created. */
async function killApply(): Promise<void> {
  const apply = startApply(folder, world.environment);
  await apply.creates;
  const log = () => world.hera("state", "orphans", "dev", "--json");
  for (let found = 0; found < 2; ) {
    found = orphansSchema.parse(JSON.parse((await log()).stdout)).orphans.length;
  }
  apply.signalAll("SIGKILL");
  await apply.result;
  // What Terraform forked and was killed with it can outlast it on a busy machine, and would be taken for the holder.
  while (terraformProcesses().some((each) => each.folder === folder)) await wait(50);
}

async function typed(command: string): Promise<string> {
  const { exitCode, output } = await world.type(command);
  if (exitCode !== 0) throw new Error(`${command}\nended with status ${exitCode}:\n${output}`);
  return output;
}

test("the runbook leads from a killed apply to an empty plan", async () => {
  const [
    unlock = "",
    push = "",
    removeErrored = "",
    find = "",
    apply = "",
    removeImports = "",
    plan = "",
    ...others
  ] = commandsOf("docs/runbooks/killed-apply.md");
  expect(others).toEqual([]);
  expect(push).toContain("state push errored.tfstate");
  await killApply();
  await typed(unlock);
  // As an apply leaves it that could not save the state.
  const errored = path.join(folder, "errored.tfstate");
  writeFileSync(errored, emptyState);
  await typed(push);
  await typed(removeErrored);
  expect(existsSync(errored)).toBe(false);

  const { orphans, unseen } = orphansSchema.parse(
    JSON.parse((await world.hera("state", "orphans", "dev", "--json")).stdout),
  );
  expect(orphans.map(({ address }) => address).sort()).toEqual([
    "aws_cloudwatch_log_group.log",
    "aws_ssm_parameter.setting",
  ]);
  expect(unseen).toEqual([{ address: "aws_iam_role.role" }]);
  const printed = await typed(find);
  expect(printed).toContain("aws logs delete-log-group --log-group-name /acme/dev");
  const blocks = [...printed.matchAll(/^ {2}import \{\n.*?^ {2}\}$/gms)].map(([block]) => block);
  expect(blocks).toHaveLength(2);
  writeFileSync(path.join(folder, "orphans.tf"), `${blocks.join("\n")}\n`);
  writeFileSync(path.join(folder, "release"), "");
  expect(await typed(apply)).toContain("2 imported");
  await typed(removeImports);
  expect(await typed(plan)).toContain("No changes.");
  expect((await world.hera("state", "orphans", "dev")).stdout).toMatch(
    /^No orphans: 2 resources are the environment's/,
  );
});

const emptyState = JSON.stringify({
  version: 4,
  terraform_version: "1.11.4",
  serial: 1,
  lineage: "8d4b2a10-0000-4000-8000-000000000001",
  outputs: {},
  resources: [],
});
