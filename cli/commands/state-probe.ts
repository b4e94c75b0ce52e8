import type { Command } from "commander";
import { CommandError } from "../command-error";
import { commandWith } from "../manual";
import { type ProbedRule, probeConditionalWrites } from "../probe";
import { configuredPlace, readProject } from "../project";
import { type ReportOptions, report } from "../report";
import { openState } from "../stores/open-state";
import type { StatePlace } from "../stores/state-place";
import type { Surroundings } from "../surroundings";

interface Options extends ReportOptions {
  readonly bucket?: string;
}

interface Probe {
  readonly place: string;
  readonly rules: readonly ProbedRule[];
}

/** `hera state probe [ENVIRONMENT]`. */
export function stateProbeCommand(surroundings: Surroundings): Command {
  return commandWith("probe", {
    summary: "tries whether a store can be used for locking",
    description:
      "Tries whether the store refuses a second conditional write, on which every lock rests. One that ignores the condition fails in silence: two applies both run, and the later one wins. Run it before the first deployment on an S3-compatible store, in any bucket there: the one that `hera state seed` makes, or one named by --bucket.",
    steps: [
      "Creates an object beside the states on the condition that there is none, and does it again: the store must refuse that.",
      "Removes it, and creates it once more.",
      "Creates another one twelve times at once: one may succeed.",
      "Removes both.",
    ],
    examples: [
      ["npx hera state probe dev", "the store of dev's state"],
      ["npx hera state probe all --json", "of every environment, for a program"],
      ["npx hera state probe --bucket scratch", "before the backend's own bucket exists"],
    ],
  })
    .argument("[environment]", "an environment's name, bootstrap, or all", "all")
    .option("--bucket <name>", "use this bucket in place of the configured one")
    .option("--json", "print JSON")
    .action(async (environment: string, options: Options) => {
      const probes: Probe[] = [];
      for (const place of placesOf(environment, options, surroundings)) {
        const client = openState(place, surroundings);
        surroundings.tell(`- trying ${client.place}`);
        probes.push({ place: client.place, rules: await probeConditionalWrites(client.conditionalWrites) });
      }
      report(surroundings, options, probes, () => probes.flatMap(lines));
      assertUsable(probes);
    });
}

function placesOf(environment: string, { bucket }: Options, { folder }: Surroundings): readonly StatePlace[] {
  const project = readProject();
  const names = environment === "all" ? project.stateBackend.environments : [environment];
  const places = names.map((name) => configuredPlace(project, folder, name));
  if (bucket === undefined) return places;
  const [place] = places;
  if (place === undefined || (place.type !== "s3" && place.type !== "gcs")) {
    throw new CommandError("usage", "--bucket is for stores with buckets", "leave it out");
  }
  // One is enough: all the environments' places become the same bucket.
  return place.type === "s3"
    ? [{ type: "s3", config: { ...place.config, bucket } }]
    : [{ type: "gcs", config: { ...place.config, bucket } }];
}

function lines({ place, rules }: Probe): readonly string[] {
  return [place, ...rules.map(({ rule, isKept }) => `  ${isKept ? "yes" : "NO "}  ${rule}`)];
}

function assertUsable(probes: readonly Probe[]): void {
  const failing = probes.filter(({ rules }) => rules.some(({ isKept }) => !isKept));
  if (failing.length === 0) return;
  throw new CommandError(
    "unsafe",
    `${failing.map(({ place }) => place).join(", ")} can't be used for locking: two applies would write one state`,
    "keep the state in another store; don't deploy with this one",
  );
}
