// Running other programs: their output line by line, and never one of them left behind.
import os from "node:os";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import execa from "execa";
import type { Environment } from "./host";
import { endProcessTree } from "./process-tree";

/** Long enough for Terraform to let running requests finish, save its state and free its lock. */
const GRACE_MILLISECONDS = 20_000;

/** What to run, and how. */
export interface Command {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  /** The whole environment of the program: nothing of this process's own is added. */
  readonly environment: Environment;
  /** Gets each line of either output as it comes. */
  readonly onLine?: (line: string) => void;
  /**
   * Keeps a Ctrl-C at the terminal away from the program: then only this process gets it, and decides in which
   * order its programs end.
   */
  readonly ownProcessGroup?: boolean;
  /** Gives the program a standard input that ends when this process does, however that ends. */
  readonly openStdin?: boolean;
}

/** How a program ended. */
export interface CommandResult {
  /** The exit status; a program ended by a signal has 128 plus its number, as in a shell. */
  readonly exitCode: number;
  readonly stdout: string;
  /** Both outputs in the order in which their lines came. */
  readonly output: string;
}

/** A program that is running. */
export interface RunningCommand {
  /** Is never rejected: a failure is an exit code, too. */
  readonly result: Promise<CommandResult>;
  /** Ends the program and everything that it started, and returns when all of it is gone. */
  end(graceMilliseconds?: number): Promise<void>;
  /** Ends all of it at once and without asking, as a machine that is switched off does. */
  kill(): Promise<void>;
}

const running = new Set<RunningCommand>();

/**
 * Ends every program that was started here and is still running, the last one first: a Terraform can then still
 * save its state in the local cloud that was started before it.
 */
export async function endAllCommands(graceMilliseconds?: number): Promise<void> {
  for (let last = [...running].at(-1); last !== undefined; last = [...running].at(-1)) {
    await last.end(graceMilliseconds);
  }
}

/** Makes Ctrl-C, and whatever else asks this process to stop, end what it started, clean up, and exit. */
export function endOnRequest(cleanUp: () => void): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, async () => {
      await endAllCommands(3_000);
      cleanUp();
      process.exit(130);
    });
  }
}

function forEachLine(stream: Readable | null, onLine: (line: string) => void): Promise<void> {
  if (stream === null || stream.closed) return Promise.resolve();
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", onLine);
  return new Promise((resolve) => stream.once("close", resolve));
}

/** As a shell counts: what a signal ended has 128 plus its number, and what could not be started has 127. */
function exitCodeOf(ended: { readonly exitCode?: number; readonly signal?: string }): number {
  const signalNumber = Object.entries(os.constants.signals).find(([name]) => name === ended.signal)?.[1];
  return ended.exitCode ?? (signalNumber === undefined ? 127 : 128 + signalNumber);
}

/** Runs a program to its end. */
export function runCommand(command: Command): Promise<CommandResult> {
  return startCommand(command).result;
}

/** Starts a program and returns at once. */
export function startCommand(command: Command): RunningCommand {
  const child = execa(command.program, [...command.arguments], {
    cwd: command.folder,
    env: { ...command.environment },
    extendEnv: false,
    stdin: command.openStdin ? "pipe" : "ignore",
    buffer: false,
    reject: false,
    detached: command.ownProcessGroup ?? false,
  });
  const [stdout, output]: [string[], string[]] = [[], []];
  const take = (line: string): void => {
    output.push(line);
    command.onLine?.(line);
  };
  const streams = [
    forEachLine(child.stdout, (line) => {
      stdout.push(line);
      take(line);
    }),
    forEachLine(child.stderr, take),
  ];
  const result = (async (): Promise<CommandResult> => {
    const ended = await child;
    await Promise.all(streams);
    const exitCode = exitCodeOf(ended);
    if (exitCode === 127 && output.length === 0) take(`${command.program} could not be started`);
    return { exitCode, stdout: stdout.join("\n"), output: output.join("\n") };
  })();
  const end = async (graceMilliseconds = GRACE_MILLISECONDS): Promise<void> => {
    if (child.pid !== undefined) await endProcessTree(child.pid, graceMilliseconds);
    await result;
  };
  const started: RunningCommand = { result, end, kill: () => end(Number.NEGATIVE_INFINITY) };
  void result.then(() => running.delete(started));
  running.add(started);
  return started;
}
