import { Command } from "commander";
import { exitCodesHelp } from "./exit-codes";

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
  const numbered = steps.map((step, place) => wrapped(`  ${place + 1}. `, step));
  const shown = examples.map(([line, purpose]) => `  $ ${line}\n${wrapped("      ", purpose)}`);
  return new Command(name)
    .summary(summary)
    .description(description)
    .addHelpText(
      "after",
      `\nWhat it does:\n${numbered.join("\n")}\n\nExamples:\n${shown.join("\n")}\n${exitCodesHelp()}`,
    );
}

/** As wide as the columns of Commander's own help become on a wide terminal. */
const width = 100;

/** Text that goes on below itself, behind what begins its first line. */
function wrapped(begin: string, text: string): string {
  const indent = " ".repeat(begin.length);
  return text.split(" ").reduce((lines, word) => {
    const last = lines.slice(lines.lastIndexOf("\n") + 1);
    const isFirst = last === begin || last === indent;
    if (!isFirst && last.length + 1 + word.length > width) return `${lines}\n${indent}${word}`;
    return `${lines}${isFirst ? "" : " "}${word}`;
  }, begin);
}
