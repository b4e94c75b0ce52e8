import { createInterface } from "node:readline/promises";
import { type Environment, hostEnvironment, projectRoot } from "../scripts/host";

/** What a command is run in; a test hands in its own. */
export interface Surroundings {
  /** The process's environment variables. */
  readonly environment: Environment;
  /** The project's folder. */
  readonly folder: string;
  /** A line for standard output: what was asked for, and nothing else. */
  readonly print: (line: string) => void;
  /** A line for standard error: progress, warnings, failures. */
  readonly tell: (line: string) => void;
  /** Whether standard output is a terminal, which shows it to whoever looks. */
  readonly isTerminal: boolean;
  /** Asks at the terminal; undefined where there is none. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  readonly now: () => Date;
}

/** Those of this process. */
export function hostSurroundings(): Surroundings {
  const hasTerminal = process.stdin.isTTY === true && process.stderr.isTTY === true;
  return {
    environment: hostEnvironment(),
    folder: projectRoot(),
    print: (line) => process.stdout.write(`${line}\n`),
    tell: (line) => process.stderr.write(`${line}\n`),
    isTerminal: process.stdout.isTTY === true,
    ask: hasTerminal ? askAtTerminal : undefined,
    now: () => new Date(),
  };
}

async function askAtTerminal(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}
