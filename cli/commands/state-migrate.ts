import path from "node:path";
import type { Command } from "commander";
import { recordedPlace } from "../backend-record";
import { CommandError } from "../command-error";
import { commandWith } from "../manual";
import { type Migration, migrate, rehearse } from "../migration/migrate";
import { namedPlace } from "../migration/named-place";
import { relock } from "../migration/relock";
import { configuredPlace, localBootstrapState, readProject, stackFolder } from "../project";
import { openState } from "../stores/open-state";
import { changeLocking } from "../stores/s3-locking";
import { locksOf, stateObject } from "../stores/same-place";
import type { StatePlace } from "../stores/state-place";
import type { Surroundings } from "../surroundings";

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly dryRun?: boolean;
}

/** `hera state migrate ENVIRONMENT`. */
export function stateMigrateCommand(surroundings: Surroundings): Command {
  return commandWith("migrate", {
    summary: "moves a state to another place or another locking",
    description:
      "Copies a state between any two of: a local file, another bucket, another store; or goes from one locking (lockfile, dynamodb, both) to another where it is. Run it after an edit of the state backend in envs/project.ts, before the next plan. The source is left as it is, so that an interruption at any point, kill -9 too, loses nothing: run it again.",
    steps: [
      "Finds the source: what --from names, else where the last `terraform init` of cdktf.out/stacks/<stack> had the state.",
      "Finds the target: what --to names, else what the configuration says now.",
      "Refuses where both are the same, nothing is at the source, or the target holds another lineage or a serial that is not older.",
      "Takes the locks of both. What a migration that was killed on this machine left locked, it frees.",
      "Keeps a copy of the source's state, and of an older one at the target.",
      "Writes the target, reads it back, and compares lineage, serial and every resource.",
      "Says how the stack's folder is pointed at the target.",
    ],
    examples: [
      ["npx hera state migrate dev", "after an edit of `location`, `locking` or `store`"],
      [
        "npx hera state migrate bootstrap",
        'after an edit of `bootstrapState`, such as from "local" to "backend"',
      ],
      ["npx hera state migrate dev --from local:dev.tfstate --dry-run", "what would be done with a file"],
      [
        "npx hera state migrate dev --from old/backend.tfbackend",
        "from the backend that such a file describes",
      ],
    ],
  })
    .argument("<environment>", "an environment's name, or bootstrap")
    .option("--from <place>", "the source: local, local:PATH, FILE.tfstate, or FILE.tfbackend")
    .option("--to <place>", "the target, likewise")
    .option("--dry-run", "look at both ends, and change nothing")
    .action((environment: string, options: Options) => run(environment, options, surroundings));
}

async function run(environment: string, options: Options, surroundings: Surroundings): Promise<void> {
  const { from, to } = endsOf(environment, options, surroundings);
  if (stateObject(from) === stateObject(to)) await changeLocks(from, to, options, surroundings);
  else await moveState(environment, from, to, options, surroundings);
  if (options.dryRun === true) return;
  surroundings.tell("Next, so that Terraform uses it from now on:");
  surroundings.tell("  npm run synth");
  surroundings.tell(`  terraform -chdir=cdktf.out/stacks/${environment} init -reconfigure`);
}

async function moveState(
  environment: string,
  from: StatePlace,
  to: StatePlace,
  { dryRun }: Options,
  surroundings: Surroundings,
): Promise<void> {
  const [source, target] = [openState(from, surroundings), openState(to, surroundings)];
  const migration: Migration = { environment, source, target };
  const outcome = dryRun === true ? await rehearse(migration) : await migrate(migration, surroundings);
  const state = `serial ${outcome.serial}, ${outcome.resources} resources`;
  if (outcome.situation === "moved") surroundings.tell(`${target.place} holds that state already: ${state}.`);
  else if (dryRun === true) surroundings.tell(`Would copy ${source.place} to ${target.place}: ${state}.`);
  else surroundings.tell(`${target.place} holds the state of ${source.place} now: ${state}.`);
}

async function changeLocks(
  from: StatePlace,
  to: StatePlace,
  { dryRun }: Options,
  surroundings: Surroundings,
): Promise<void> {
  if (from.type !== "s3" || to.type !== "s3" || locksOf(from) === locksOf(to)) {
    throw new CommandError(
      "refused",
      `both ends are the same: ${openState(to, surroundings).place}`,
      "edit the state backend in envs/project.ts first, or name the source by --from",
    );
  }
  const change = changeLocking(from.config, to.config, surroundings);
  const words = `locked by ${locksOf(from)} to locked by ${locksOf(to)}`;
  if (dryRun === true) surroundings.tell(`Would take ${change.source.place} from ${words}.`);
  else {
    await relock(change, surroundings);
    surroundings.tell(`${change.source.place} went from ${words}.`);
  }
}

function endsOf(
  environment: string,
  options: Options,
  { folder }: Surroundings,
): { readonly from: StatePlace; readonly to: StatePlace } {
  const stack = stackFolder(folder, environment);
  const configured = configuredPlace(readProject(), folder, environment);
  const localPath =
    environment === "bootstrap" ? localBootstrapState(folder) : path.join(stack, "terraform.tfstate");
  const from = options.from === undefined ? recordedPlace(stack) : namedPlace(options.from, localPath);
  if (from === undefined) {
    throw new CommandError(
      "usage",
      `${path.relative(folder, stack)} holds no record of where ${environment}'s state is`,
      "name the source by --from",
    );
  }
  return { from, to: options.to === undefined ? configured : namedPlace(options.to, localPath) };
}
