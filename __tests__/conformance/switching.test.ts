// One word moves an environment to another cloud: nothing else in its file is edited, and no environment minds on which
// cloud the others are.
import { readFileSync } from "node:fs";
import path from "node:path";
import { cloudNames } from "../../constructs/contract/project";
import { stateStoreNames } from "../../constructs/contract/state-backend";
import { environments } from "../../envs/environments";
import { stackOf, synthesize } from "../synthesized";
import { fullProject, onCloud, onEachCloud } from "./every-environment";
import { cloudReadings, storeReadings } from "./readings/readings";

/** What stands in an environment's file, line by line. */
function linesOf(name: string): readonly string[] {
  return readFileSync(path.join(__dirname, `../../envs/${name}.ts`), "utf8").split("\n");
}

test.each(environments)(
  "$name says in one line on which cloud it is, and names no cloud elsewhere",
  ({ name, cloud }) => {
    const clouds = new RegExp(`\\b(${["aws", "azure", "gcp", ...cloudNames].join("|")})\\b`, "i");
    expect(linesOf(name).filter((line) => clouds.test(line))).toEqual([`  cloud: "${cloud}",`]);
  },
);

describe.each(cloudNames)("with that line changed to %s", (cloud) => {
  const app = onCloud(cloud, environments);

  test.each(environments)("$name is made there, with the same outputs", ({ name, cloud: before }) => {
    const stack = stackOf(app, name);
    expect(stack.providers).toEqual(cloudReadings[cloud].providers);
    const asItWas = stackOf(onCloud(before, environments), name);
    expect(Object.keys(stack.outputs)).toEqual(Object.keys(asItWas.outputs));
  });
});

describe.each(stateStoreNames.flatMap((store) => cloudNames.map((first) => ({ store, first }))))(
  "environments on one cloud each, from $first on, with their state in $store",
  ({ store, first }) => {
    const inputs = onEachCloud(first);
    const { stateBackend, backend } = storeReadings[store];
    const app = synthesize({ ...fullProject, stateBackend }, inputs);

    test.each(inputs)("$name is on $cloud, and its state in the store", ({ name, cloud }) => {
      const stack = stackOf(app, name);
      expect(stack.providers).toEqual(cloudReadings[cloud].providers);
      expect(stack.backend.type).toBe(backend);
    });
  },
);

describe.each(cloudNames)("environments on one cloud each, from %s on", (first) => {
  const app = synthesize(fullProject, onEachCloud(first));

  test.each(onEachCloud(first))("$name is what it is where all are on $cloud", ({ name, cloud }) => {
    expect(stackOf(app, name).text).toBe(stackOf(onCloud(cloud, environments), name).text);
  });
});
