import { Command } from "commander";
import { exitCodeLines } from "./exit-codes";

/** What the help of a command tells, beside its arguments and options. */
export interface Manual {
  /** One line for the list of commands: a sentence without its full stop. */
  readonly summary: string;
  /** What it is for. */
  readonly description: string;
  /** What it does, in order. */
  readonly steps: readonly string[];
  /** Command lines as they are typed, each with what it is for. */
  readonly examples: readonly (readonly [line: string, purpose: string])[];
}

/** A command whose help reads like a manual. */
export function commandWith(name: string, { summary, description, steps, examples }: Manual): Command {
  const numbered = steps.map((step, place) => `  ${place + 1}. ${step}`);
  const shown = examples.map(([line, purpose]) => `  $ ${line}\n      ${purpose}`);
  return new Command(name)
    .summary(summary)
    .description(description)
    .addHelpText(
      "after",
      `\nWhat it does:\n${numbered.join("\n")}\n\nExamples:\n${shown.join("\n")}\n\nExit codes:\n${exitCodeLines()}`,
    );
}
