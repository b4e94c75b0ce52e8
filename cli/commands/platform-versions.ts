import type { Command } from "commander";
import { pinnedCharts } from "../../constructs/contract/pinned-charts";
import { tableLines } from "../../scripts/table";
import { commandWith } from "../manual";
import { type ChartVersions, distanceTo, newestVersion } from "../platform/newest-version";
import { type ReportOptions, report } from "../report";
import type { Surroundings } from "../surroundings";

/** `hera platform versions`. */
export function platformVersionsCommand(surroundings: Surroundings): Command {
  return commandWith("versions", {
    summary: "the charts of the add-ons, and which of them have newer versions",
    description:
      "Lists the charts that are pinned, Argo CD's among them, with the newest version that the repository of each has. Reads only; docs/runbooks/upgrades.md says how to take one.",
    steps: [
      "Asks the repository of each chart for its newest release, by helm.",
      "Prints a table: the chart, the pinned version, the newest one, and how far it is ahead.",
    ],
    examples: [
      ["npx hera platform versions", "what could be upgraded"],
      ["npx hera platform versions --json", "the same, for a program"],
    ],
  })
    .option("--json", "print JSON")
    .action(async (options: ReportOptions) => {
      const found: ChartVersions[] = [];
      for (const { name, repoUrl, version: pinned } of pinnedCharts) {
        const newest = await newestVersion({ name, repoUrl }, surroundings);
        found.push({ name, repoUrl, pinned, newest, behind: distanceTo(pinned, newest) });
      }
      report(surroundings, options, found, () =>
        tableLines([
          ["chart", "pinned", "newest", "behind by"],
          ...found.map(({ name, pinned, newest, behind }) => [name, pinned, newest, behind]),
        ]),
      );
    });
}
