// docs/cli.md: the manual of `hera`, from its own help.
import type { Command } from "commander";
import { exitCodesHelp } from "../../cli/exit-codes";
import { heraCommand } from "../../cli/hera-command";

const width = 110;

/** The page. */
export function commandPage(): string {
  const hera = heraCommand({
    environment: {},
    folder: "",
    print: () => undefined,
    tell: () => undefined,
    isTerminal: false,
    ask: undefined,
    now: () => new Date(0),
  });
  const sections = commandsIn(hera, "npx hera").map(
    ([line, command]) => `## \`${line}\`\n\n\`\`\`text\n${helpOf(command)}\n\`\`\`\n`,
  );
  return `${introduction}\n${sections.join("\n")}`;
}

const introduction = `# The \`hera\` command

Generated from \`npx hera --help\` by \`npm run docs\`. What to do in which situation stands in the
[runbooks](runbooks/). Standard output has what was asked for, standard error the progress; \`--json\` makes the former
one JSON document.
`;

/** The commands that do something, and the one at the top. */
function commandsIn(command: Command, line: string): readonly (readonly [string, Command])[] {
  const inner = command.commands.flatMap((one) => commandsIn(one, `${line} ${one.name()}`));
  return command.parent === null || command.commands.length === 0 ? [[line, command], ...inner] : inner;
}

/** As the terminal shows it, at a width of the page's own; the exit codes, which end every help, once. */
function helpOf(command: Command): string {
  const lines: string[] = [];
  command.configureOutput({ writeOut: (text) => lines.push(text), getOutHelpWidth: () => width });
  command.outputHelp();
  const help = lines.join("");
  return (command.parent === null ? help : help.replace(exitCodesHelp(), "")).trimEnd();
}
