// One trial: an apply that a fault meets, what is left of it, and the way back that the runbook tells.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { KnownResources, namesGivenBy, type Orphan, orphansOf, parseStack } from "../../cli/orphans";
import type { LocalCloud } from "../local-cloud";
import { Terraform } from "../terraform";
import { startApply } from "./apply";
import { FaultRules } from "./fault-rules";
import type { Fault } from "./faults";
import { oneOf, randomOf } from "./random";
import { TrialAccount } from "./trial-account";
import { trialTags, writeTrialStack } from "./trial-stack";

/** What is left of an apply, counted in resources of the cloud. */
export interface TrialOutcome {
  readonly fault: string;
  readonly seed: number;
  readonly created: number;
  readonly inState: number;
  readonly inErroredState: number;
  readonly orphans: number;
  readonly wasLocked: boolean;
  /** What is wrong; nothing is as it must be. */
  readonly losses: readonly string[];
}

/** What a trial is told. */
export interface TrialOptions {
  readonly fault: Fault;
  /** Tells the trials of a run apart, and is the last digits of its account. */
  readonly number: number;
  readonly seed: number;
  readonly cloud: LocalCloud;
  readonly folder: string;
}

/** Collects more memory before it is cleaned up: a provider starts in two thirds of the processor time. */
const FAST_START = { GOGC: "400" };

/** Runs a trial in an account of its own. */
export async function runTrial(options: TrialOptions): Promise<TrialOutcome> {
  const { fault, number, seed, cloud } = options;
  const random = randomOf(seed);
  const account = String(700_000_000_000 + number);
  const { folder, settings } = writeTrialStack(
    path.join(options.folder, `trial-${number}`),
    account,
    oneOf(random, fault.lockings),
    fault.length,
  );
  const environment = { ...cloud.environment, ...FAST_START, AWS_ACCESS_KEY_ID: account };
  const trial = new TrialAccount(cloud, settings);
  const terraform = new Terraform(folder, environment);
  const rules = new FaultRules(cloud);
  const rule = `trial-${number}`;
  await trial.prepare();
  await terraform.init();
  const headers = { Authorization: `Credential=${account}/` };
  await fault.strike({
    start: () => startApply(folder, environment),
    random,
    setRule: (wanted) => rules.put(rule, { ...wanted, headers }),
    struck: () => rules.struck(rule),
    removeRule: () => rules.remove(rule),
  });
  await rules.remove(rule).catch(() => undefined);

  const left = await whatIsLeft(trial, folder);
  const losses = [...left.losses, ...(await recover(trial, terraform, left))];
  const twice = await trial.serialsWrittenTwice();
  return {
    fault: fault.name,
    seed,
    created: left.created,
    inState: left.inState,
    inErroredState: left.inErroredState,
    orphans: left.orphans.length,
    wasLocked: left.lockId !== undefined,
    losses: [...losses, ...twice.map((serial) => `the state was written twice as ${serial}`)],
  };
}

interface Left {
  readonly created: number;
  readonly inState: number;
  readonly inErroredState: number;
  readonly orphans: readonly Orphan[];
  readonly lockId: string | undefined;
  readonly losses: readonly string[];
}

function cloudResourcesIn(states: readonly Buffer[]): ReadonlySet<string> {
  const { addresses } = new KnownResources(states);
  return new Set([...addresses].filter((address) => address.startsWith("aws_")));
}

async function whatIsLeft(trial: TrialAccount, folder: string): Promise<Left> {
  const state = await trial.state();
  const erroredFile = path.join(folder, "errored.tfstate");
  const errored = existsSync(erroredFile) ? readFileSync(erroredFile) : undefined;
  const states = [state, errored].filter((one) => one !== undefined);
  const stack = parseStack(readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
  const orphans = orphansOf(
    await trial.inventory.tagged(trialTags, namesGivenBy(stack)),
    new KnownResources(states),
    stack,
  );

  const inState = cloudResourcesIn(state === undefined ? [] : [state]);
  const inEither = cloudResourcesIn(states);
  const created = trial.created();
  const losses = Object.entries(created).flatMap(([type, count]) => {
    const known = [...inEither].filter((address) => address.startsWith(`${type}.`)).length;
    const named = orphans.filter(({ types }) => types.includes(type)).length;
    return known + named === count
      ? []
      : [`${count} ${type} were created, ${known} are in a state, ${named} orphans`];
  });
  return {
    created: Object.values(created).reduce((sum, count) => sum + count, 0),
    inState: inState.size,
    inErroredState: inEither.size - inState.size,
    orphans,
    lockId: await trial.lockId(),
    losses,
  };
}

/** What docs/runbooks/killed-apply.md says: unlock, push, import, apply. Gives what stands in the way of an empty plan. */
async function recover(trial: TrialAccount, terraform: Terraform, left: Left): Promise<readonly string[]> {
  if (left.lockId !== undefined) {
    const { exitCode, output } = await terraform.run("force-unlock", "-force", left.lockId);
    if (exitCode !== 0) return [output];
  }
  if (existsSync(path.join(terraform.folder, "errored.tfstate"))) {
    const problem = await push(trial, terraform);
    if (problem !== undefined) return [problem];
  }
  const blocks = left.orphans.map(({ address, importId }) => ({ to: address, id: importId }));
  const unplaced = left.orphans.filter(({ address }) => address === undefined);
  if (unplaced.length > 0) return unplaced.map(({ name }) => `no address was found for ${name}`);
  const imports = path.join(terraform.folder, "orphans.tf.json");
  if (blocks.length > 0) writeFileSync(imports, JSON.stringify({ import: blocks }));
  const applied = await terraform.run("apply", "-input=false", "-auto-approve");
  if (applied.exitCode !== 0) return [`the apply after the recovery failed: ${applied.output}`];
  rmSync(imports, { force: true });
  const { exitCode, output } = await terraform.run("plan", "-input=false", "-detailed-exitcode");
  return exitCode === 0 ? [] : [`the plan after the recovery is not empty: ${output}`];
}

/** A state whose checksum in DynamoDB is that of another one can't be read until the checksum is gone. */
async function push(trial: TrialAccount, terraform: Terraform): Promise<string | undefined> {
  const first = await terraform.run("state", "push", "errored.tfstate");
  if (first.exitCode === 0) return undefined;
  if (!first.output.includes("does not have the expected content")) return first.output;
  await trial.forgetDigest();
  const second = await terraform.run("state", "push", "errored.tfstate");
  return second.exitCode === 0 ? undefined : second.output;
}
