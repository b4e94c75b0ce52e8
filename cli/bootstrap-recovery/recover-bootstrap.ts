import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Terraform } from "../../scripts/terraform";
import { terraformEnvironment } from "../../scripts/terraform-environment";
import { CommandError } from "../command-error";
import { confirm } from "../confirm";
import { configuredPlace, readProject, stackFolder } from "../project";
import { parseState } from "../state-file";
import { Steps } from "../steps";
import { openState } from "../stores/open-state";
import type { Surroundings } from "../surroundings";
import { awsImportRules } from "./aws-import-rules";
import { azurermImportRules, cloudflareImportRules, googleImportRules } from "./further-import-rules";
import { importLines, removeImports } from "./import-file";
import { PLAN_FILE, planImports } from "./import-plan";
import { stackImports } from "./stack-imports";

const rules = { ...awsImportRules, ...azurermImportRules, ...googleImportRules, ...cloudflareImportRules };

const planSchema = z.object({
  resource_changes: z
    .array(z.object({ address: z.string(), change: z.object({ actions: z.array(z.string()) }) }))
    .default([]),
});

/** What the command's options say. */
export interface RecoverBootstrapOptions {
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

/** What a recovery works on. */
export interface LostState {
  /** The state's account, project or subscription. */
  readonly account: string;
  readonly terraform: Terraform;
}

/** Brings what bootstrap once made back into a state, and ends at a plan without changes. */
export async function recoverBootstrap(
  options: RecoverBootstrapOptions,
  surroundings: Surroundings,
): Promise<void> {
  const project = readProject();
  const place = configuredPlace(project, surroundings.folder, "bootstrap");
  await assertNoState(openState(place, surroundings));
  const folder = stackFolder(surroundings.folder, "bootstrap");
  if (!existsSync(path.join(folder, "cdk.tf.json"))) {
    throw new CommandError(
      "usage",
      "the bootstrap stack is not synthesized",
      "run `npm run synth`, then this again",
    );
  }
  // Terraform makes the state's file, and not its folder.
  if (place.type === "local") mkdirSync(path.dirname(place.path), { recursive: true });
  const terraform = new Terraform(folder, terraformEnvironment(surroundings.environment));
  try {
    await recoverInto({ account: project.stateBackend.account, terraform }, options, surroundings);
  } finally {
    removeImports(folder);
    rmSync(path.join(folder, PLAN_FILE), { force: true });
  }
}

async function assertNoState(client: ReturnType<typeof openState>): Promise<void> {
  const content = await client.read();
  if (content === undefined || content.length === 0 || parseState(content)?.isEmpty === true) return;
  throw new CommandError(
    "refused",
    `bootstrap has a state at ${client.place}, so nothing has to be found again`,
    "restore an earlier version by `npx hera state recover bootstrap --version ID`, or look at `terraform -chdir=cdktf.out/stacks/bootstrap plan`",
  );
}

async function recoverInto(
  { account, terraform }: LostState,
  options: RecoverBootstrapOptions,
  surroundings: Surroundings,
): Promise<void> {
  const steps = new Steps(surroundings);
  const content = readFileSync(path.join(terraform.folder, "cdk.tf.json"), "utf8");
  const { imports, unknown } = stackImports(content, rules, { account });
  await steps.step("terraform init", () => terraform.init("-reconfigure"));
  const found = await steps.step(`looking for ${imports.length} resources by their names`, () =>
    planImports(terraform, imports),
  );
  if (found.length === 0) {
    throw new CommandError(
      "refused",
      "nothing that bootstrap makes exists in this account",
      "make it by `npx cdktf deploy bootstrap`",
    );
  }
  await assertNothingIsDestroyed(terraform);
  const existing = new Set(found.map(({ to }) => to));
  const absent = imports.map(({ to }) => to).filter((to) => !existing.has(to));
  steps.detail(`${found.length} exist, ${absent.length} don't: these are created`);
  for (const address of unknown)
    steps.detail(`${address} has no id that is known by its name: it is created`);
  for (const line of importLines(found)) surroundings.print(line);
  if (options.dryRun === true) return;
  await confirm(surroundings, options, `Import ${found.length} resources into bootstrap's state?`);
  await steps.step("terraform apply", () => terraform.apply(PLAN_FILE));
  removeImports(terraform.folder);
  const { hasChanges, output } = await steps.step("terraform plan", () => terraform.plan());
  if (hasChanges) {
    throw new CommandError(
      "failed",
      `everything was imported, and the plan still has changes:\n${output}`,
      "read them, and deploy them if they are wanted: `npx cdktf deploy bootstrap`",
    );
  }
  surroundings.tell("bootstrap's state is back, and its plan is empty.");
}

/** What was changed by hand so far from the configuration that it would be replaced is for a person to decide. */
async function assertNothingIsDestroyed(terraform: Terraform): Promise<void> {
  const { resource_changes: changes } = planSchema.parse(await terraform.show(PLAN_FILE));
  const destroyed = changes.filter(({ change }) => change.actions.includes("delete"));
  if (destroyed.length === 0) return;
  throw new CommandError(
    "refused",
    `the configuration differs so much from what exists that it would destroy ${destroyed.map(({ address }) => address).join(", ")}`,
    "put envs/project.ts back to what was deployed last",
  );
}
