// `hera` in this process: what it prints, tells and ends with.
import { runHera } from "../../cli/hera-command";
import type { Surroundings } from "../../cli/surroundings";

/** What a run of `hera` left. */
export interface Run {
  readonly code: number;
  readonly printed: string;
  readonly told: string;
}

/** Surroundings without a terminal that keep what they are told; `changes` replaces parts of them. */
export function recorded(changes: Partial<Surroundings> = {}) {
  const [printed, told]: [string[], string[]] = [[], []];
  const surroundings: Surroundings = {
    environment: {},
    folder: "/nowhere",
    print: (line) => printed.push(line),
    tell: (line) => told.push(line),
    isTerminal: false,
    ask: undefined,
    now: () => new Date("2026-11-20T08:15:30Z"),
    ...changes,
  };
  return { surroundings, printed, told };
}

/** Runs a command line. */
export async function run(words: readonly string[], changes: Partial<Surroundings> = {}): Promise<Run> {
  const { surroundings, printed, told } = recorded(changes);
  const code = await runHera(words, surroundings);
  return { code, printed: printed.join("\n"), told: told.join("\n") };
}
