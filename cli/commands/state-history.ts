import { type Command, InvalidArgumentError } from "commander";
import { tableLines } from "../../scripts/table";
import { type HistoryEntry, readHistory } from "../history";
import { commandWith } from "../manual";
import { configuredPlace, readProject } from "../project";
import { type ReportOptions, report } from "../report";
import { openState } from "../stores/open-state";
import type { Surroundings } from "../surroundings";

interface Options extends ReportOptions {
  readonly limit: number;
}

/** `hera state history ENVIRONMENT`. */
export function stateHistoryCommand(surroundings: Surroundings): Command {
  return commandWith("history", {
    summary: "the versions of a state, and what each changed",
    description:
      "Lists the versions that the store keeps of a state, the newest first: when each was written, its serial and size, and the resources that it added and removed. Reads only.",
    steps: [
      "Lists the state's versions (on a store without versions: the copies by `hera state backup`).",
      "Reads each, and compares it with the one before: resources, lineage, serial.",
      "Prints a table, with a line below a version where something is wrong with it.",
    ],
    examples: [
      ["npx hera state history dev", "the last 20 versions of dev's state"],
      ["npx hera state history dev --json --limit 100", "a hundred, with every address, for a program"],
    ],
  })
    .argument("<environment>", "an environment's name, or bootstrap")
    .option("--limit <n>", "how many versions, 1 to 1000", wholeLimit, 20)
    .option("--json", "print JSON")
    .action(async (environment: string, options: Options) => {
      const client = openState(
        configuredPlace(readProject(), surroundings.folder, environment),
        surroundings,
      );
      const entries = await readHistory(client, options.limit);
      if (entries.length === 0)
        surroundings.tell(`${client.place} has no version: nothing was deployed yet.`);
      report(surroundings, options, entries.map(asJson), () => (entries.length === 0 ? [] : lines(entries)));
    });
}

function wholeLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 1000) return limit;
  throw new InvalidArgumentError("Allowed is a whole number from 1 to 1000.");
}

function asJson({ version, state, difference, warnings }: HistoryEntry) {
  return {
    version: version.id,
    isCurrent: version.isCurrent,
    modified: version.modified.toISOString(),
    bytes: version.size,
    serial: state?.serial ?? null,
    lineage: state?.lineage ?? null,
    resources: state?.resources.size ?? null,
    ...difference,
    warnings,
  };
}

function lines(entries: readonly HistoryEntry[]): readonly string[] {
  const rows = entries.map(({ version, state, difference }) => [
    version.id,
    version.modified.toISOString().replace(/\.\d+Z$/, "Z"),
    state?.serial ?? "?",
    version.size,
    state?.resources.size ?? "?",
    `+${difference.added.length} -${difference.removed.length} ~${difference.changed.length}`,
    version.isCurrent ? "current" : "",
  ]);
  const header = ["version", "written", "serial", "bytes", "resources", "changes", ""];
  const [head = "", ...body] = tableLines([header, ...rows]);
  return [head, ...body.flatMap((line, place) => [line, ...notes(entries[place])])];
}

/** The addresses that came and went, few enough to be read, and what is wrong. */
function notes(entry: HistoryEntry | undefined): string[] {
  if (entry === undefined) return [];
  const { added, removed } = entry.difference;
  const addresses = [...added.map((each) => `+ ${each}`), ...removed.map((each) => `- ${each}`)];
  const shown = addresses.slice(0, 10);
  const more = addresses.length - shown.length;
  return [
    ...entry.warnings.map((warning) => `  WARNING: ${warning}`),
    ...shown.map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more (--json has them)`] : []),
  ];
}
