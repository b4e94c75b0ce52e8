// `npm run test:faults`: applies that are killed, refused, cut off and crowded, and what is left of each. Ends with
// status 1 where anything was lost. The same seed strikes at the same moments, as far as the machine keeps up.
import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { endAllCommands, endOnRequest } from "./commands";
import { outcomeTable } from "./fault-trials/outcome-table";
import { runTrials } from "./fault-trials/run";
import { startLocalCloud } from "./local-cloud";
import { makeRunFolder, removeRunFolder } from "./run-folder";
import { prepareProviders } from "./terraform-providers";

function count(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("it is not a whole number");
  return Number(text);
}

interface Options {
  readonly trials: number;
  readonly seed: number;
  readonly sideBySide: number;
  readonly only: string;
}

async function main({ trials, seed, sideBySide, only }: Options): Promise<void> {
  const folder = makeRunFolder();
  endOnRequest(() => removeRunFolder(folder));
  const started = performance.now();
  try {
    const { environment } = await prepareProviders(folder);
    const cloud = await startLocalCloud({ environment, folder: path.join(folder, "cloud") });
    console.log(`${trials} trials, ${sideBySide} side by side, --seed ${seed}`);
    let done = 0;
    const outcomes = await runTrials({
      trials,
      seed,
      sideBySide,
      only,
      cloud,
      folder,
      onOutcome: ({ fault, seed: own, losses }) => {
        done += 1;
        console.log(
          `${done}/${trials} ${fault} (seed ${own})${losses.length === 0 ? "" : `\n${losses.join("\n")}`}`,
        );
      },
    });
    await cloud.stop();
    console.log(`\n${outcomeTable(outcomes).join("\n")}`);
    console.log(`${((performance.now() - started) / 60_000).toFixed(1)} minutes`);
    process.exitCode = outcomes.every(({ losses }) => losses.length === 0) ? 0 : 1;
  } finally {
    await endAllCommands();
    removeRunFolder(folder);
  }
}

void new Command("npm run test:faults --")
  .description("Applies that a fault meets, and what is left of each.")
  .option("--trials <count>", "how many trials", count, 200)
  .option("--seed <number>", "where chance begins", count, Date.now() % 1_000_000_000)
  .option("--side-by-side <count>", "how many trials at a time", count, 8)
  .option("--only <text>", "only faults whose names hold it", "")
  .action(main)
  .parseAsync();
