// A short round of the fault trials, one of each fault; `npm run test:faults` runs the long one.

import { faults } from "../../scripts/fault-trials/faults";
import { outcomeTable } from "../../scripts/fault-trials/outcome-table";
import { runTrials } from "../../scripts/fault-trials/run";
import { type LocalCloud, startLocalCloud } from "../../scripts/local-cloud";
import { patience, World } from "./world";

let world: World;
let cloud: LocalCloud;
beforeAll(async () => {
  world = await World.withoutCloud();
  cloud = await startLocalCloud({ environment: world.environment });
}, patience);
afterAll(async () => {
  await cloud.stop();
  await world.close();
}, patience);

test(
  "whatever an apply meets, nothing that it created is lost, and no state is written twice",
  async () => {
    const outcomes = await runTrials({
      trials: faults.length,
      seed: 1,
      sideBySide: 5,
      cloud,
      folder: world.folder,
    });
    expect(outcomes.flatMap(({ fault, losses }) => losses.map((loss) => `${fault}: ${loss}`))).toEqual([]);
    const table = outcomeTable(outcomes);
    expect(table).toHaveLength(faults.length + 2);
    // Trials in which nothing was created would prove nothing.
    expect(outcomes.reduce((sum, { created }) => sum + created, 0)).toBeGreaterThan(40);
  },
  patience,
);
