// What every store must be able to do, shown by the real terraform: one life of a backend, told as facts.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { StateBackendInput, StateStoreName } from "../../../constructs/contract/state-backend";
import type { CommandResult } from "../../../scripts/commands";
import { Terraform } from "../../../scripts/terraform";
import { exampleEnvironment, exampleProject } from "../../examples";
import { addContendedStack, contendedStack, release, untilHolding } from "../contended-stack";
import type { SynthesizedFolder, World } from "../world";

/** A backend to live through. */
export interface StoreCase {
  /** Names its project, at most 12 characters, so that several live in one cloud. */
  readonly name: string;
  readonly stateBackend: Partial<StateBackendInput> & { readonly store: StateStoreName };
}

/** What was seen of a backend, from its making to its end. */
export interface StoreLife extends BackendUse {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly hasChangesAfterApply: boolean;
  readonly refusedDestroy: CommandResult;
}

/** What was seen of the stack that keeps its state there. */
export interface BackendUse {
  /** An apply while another one held the lock, and what that one came to. */
  readonly contender: CommandResult;
  readonly holder: CommandResult;
  readonly planWithoutLock: CommandResult;
  readonly wrongUnlock: CommandResult;
  readonly hasChangesAfterContention: boolean;
  /** An apply after one that was killed, the unlock with the id that it was told, and the apply after that. */
  readonly afterKill: CommandResult;
  readonly unlock: CommandResult;
  readonly afterUnlock: CommandResult;
  /** The lock freed under a living holder: what the holder then says. */
  readonly robbedHolder: CommandResult;
  /** The lineage as the stack, a configuration with `-backend-config` and a remote state read it. */
  readonly lineage: string;
  readonly lineageByBackendConfig: string;
  readonly remoteOutput: unknown;
}

/** The id within "Lock Info", which is what `force-unlock` takes; AWS' request ids look alike. */
export function lockIdIn(output: string): string {
  const [, id] = /^\W*ID: +(\S+)\s*$/m.exec(output) ?? [];
  if (id === undefined) throw new Error(`no lock id in:\n${output}`);
  return id;
}

function meetingOf(world: World, name: string, round: string): string {
  return path.join(world.folder, `${name}-${round}`);
}

function write(world: World, { name, stateBackend }: StoreCase, round: string): SynthesizedFolder {
  return world.synthesize(
    name,
    { ...exampleProject({ stateBackend }), name },
    [exampleEnvironment("dev")],
    (app, project) => addContendedStack(app, project, meetingOf(world, name, round), "dev"),
  );
}

/** Lives one backend through, up to the moment in which its protection is lifted. */
export async function live(world: World, one: StoreCase): Promise<StoreLife> {
  const bootstrap = world.terraform(write(world, one, "first"), "bootstrap");
  await bootstrap.init();
  await bootstrap.apply();
  const hasChangesAfterApply = (await bootstrap.plan()).hasChanges;
  const refusedDestroy = await bootstrap.run("destroy", "-auto-approve", "-input=false");
  const use = await useBackend(world, one);
  return { ...use, outputs: await bootstrap.output(), hasChangesAfterApply, refusedDestroy };
}

/** Keeps a stack's state in a backend that exists, whoever made it. */
export async function useBackend(world: World, one: StoreCase): Promise<BackendUse> {
  const meeting = (round: string): string => meetingOf(world, one.name, round);
  const folder = write(world, one, "first");
  const stack = world.terraform(folder, contendedStack);
  const again = ["-auto-approve", "-input=false", "-replace=terraform_data.wait"];
  await stack.init();
  const first = stack.start("apply", "-auto-approve", "-input=false");
  await untilHolding(meeting("first"), first);
  const contender = await stack.run("apply", "-auto-approve", "-input=false");
  const planWithoutLock = await stack.run("plan", "-input=false", "-lock=false");
  const wrongUnlock = await stack.run("force-unlock", "-force", wrongId(lockIdIn(contender.output)));
  release(meeting("first"));
  const holder = await first.result;
  const hasChangesAfterContention = (await stack.plan()).hasChanges;

  write(world, one, "killed");
  const killed = stack.start("apply", ...again);
  await untilHolding(meeting("killed"), killed);
  await killed.kill();
  release(meeting("killed"));
  const afterKill = await stack.run("apply", "-auto-approve", "-input=false");
  const unlock = await stack.run("force-unlock", "-force", lockIdIn(afterKill.output));
  const afterUnlock = await stack.run("apply", ...again);

  write(world, one, "robbed");
  const robbed = stack.start("apply", ...again);
  await untilHolding(meeting("robbed"), robbed);
  const seen = await stack.run("plan", "-input=false");
  await stack.run("force-unlock", "-force", lockIdIn(seen.output));
  release(meeting("robbed"));
  const robbedHolder = await robbed.result;

  return {
    contender,
    holder,
    planWithoutLock,
    wrongUnlock,
    hasChangesAfterContention,
    afterKill,
    unlock,
    afterUnlock,
    robbedHolder,
    lineage: await lineageOf(stack),
    lineageByBackendConfig: await lineageByBackendConfig(world, folder),
    remoteOutput: await remoteOutput(world, folder),
  };
}

/** Lifts the protection in one apply, and destroys in the next. */
export async function remove(world: World, { name, stateBackend }: StoreCase): Promise<void> {
  const unprotected = exampleProject({ stateBackend: { ...stateBackend, deletionProtection: false } });
  const folder = world.synthesize(name, { ...unprotected, name }, [exampleEnvironment("dev")]);
  const bootstrap = world.terraform(folder, "bootstrap");
  await bootstrap.apply();
  await bootstrap.destroy();
}

/** An id that nobody holds: a generation on Google Cloud, a UUID elsewhere. */
function wrongId(id: string): string {
  return /^\d+$/.test(id) ? "1" : "00000000-0000-0000-0000-000000000000";
}

async function lineageOf(terraform: Terraform): Promise<string> {
  const { stdout } = await terraform.run("state", "pull");
  return /"lineage": "([^"]+)"/.exec(stdout)?.[1] ?? `no lineage in ${stdout}`;
}

/** A folder with what readers outside are given, beside a configuration of their own. */
function outside(world: World, folder: SynthesizedFolder, name: string): Terraform {
  const own = path.join(folder.outdir, "..", name);
  mkdirSync(own, { recursive: true });
  cpSync(path.join(folder.outdir, "backend-config", contendedStack), own, { recursive: true });
  return new Terraform(own, world.environment);
}

async function lineageByBackendConfig(world: World, folder: SynthesizedFolder): Promise<string> {
  const terraform = outside(world, folder, "by-backend-config");
  const file = "backend.tfbackend";
  // The file's first lines say which empty block it fills.
  const text = readFileSync(path.join(terraform.folder, file), "utf8");
  const block = [...text.matchAll(/^# ( .*)$/gm)].map(([, line = ""]) => `${line}\n`).join("");
  writeFileSync(path.join(terraform.folder, "main.tf"), block);
  await terraform.init(`-backend-config=${file}`);
  return lineageOf(terraform);
}

async function remoteOutput(world: World, folder: SynthesizedFolder): Promise<unknown> {
  const terraform = outside(world, folder, "by-remote-state");
  const word = `data.terraform_remote_state.${contendedStack}.outputs.word`;
  writeFileSync(path.join(terraform.folder, "main.tf"), `output "seen" {\n  value = ${word}\n}\n`);
  await terraform.init();
  await terraform.apply();
  return (await terraform.output()).seen;
}
