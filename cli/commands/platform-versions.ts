import type { Command } from "commander";
import { CommandError } from "../command-error";
import { commandWith } from "../manual";
import { platformVersions } from "../platform/platform-versions";
import { versionLines } from "../platform/version-lines";
import { type ReportOptions, report } from "../report";
import type { Surroundings } from "../surroundings";

/** `hera platform versions`. */
export function platformVersionsCommand(surroundings: Surroundings): Command {
  return commandWith("versions", {
    summary: "newer Kubernetes minors and charts, and what a minor no longer serves",
    description:
      "Lists each environment's Kubernetes minor with the newer ones that its cloud offers, and the objects of what is rendered that one of these no longer serves; then the charts that are pinned, Argo CD's among them, with the newest version that the repository of each has. Reads only, and needs a network for the charts' newest versions alone; docs/runbooks/upgrades.md says how to take one.",
    steps: [
      "Compares each environment's minor with those that its cloud offers, and says when the support of its own ends.",
      "Renders what each environment's cluster gets, by kubectl and helm, for its own minor and for each newer one.",
      "Names what a minor doesn't serve: minor, API, object, and the folder or chart that makes it. A chart whose archive is not on this machine is said not to be looked at: `npm run charts` fetches it.",
      "Asks the repository of each chart for its newest release, by helm.",
    ],
    examples: [
      ["npx hera platform versions", "what could be upgraded, and what that would break"],
      ["npx hera platform versions --json", "the same, for a program"],
    ],
  })
    .option("--json", "print JSON")
    .action((options: ReportOptions) => tellVersions(options, surroundings));
}

async function tellVersions(options: ReportOptions, surroundings: Surroundings): Promise<void> {
  const { versions, warnings, failures } = await platformVersions(surroundings);
  report(surroundings, options, versions, () => versionLines(versions));
  for (const warning of warnings) surroundings.tell(`hera: ${warning}`);
  endWith(failures);
}

/** Ends as the first of the failures would, and tells all of them: what could be found was printed before. */
function endWith(failures: readonly CommandError[]): void {
  const [first] = failures;
  if (first === undefined) return;
  const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
  throw new CommandError(
    first.reason,
    unique(failures.map(({ problem }) => problem)).join("\n"),
    unique(failures.map(({ next }) => next)).join("; "),
  );
}
