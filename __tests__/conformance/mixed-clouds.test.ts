// One project whose environments live on different clouds: what each is on its own cloud, whatever the others are on.
import { cloudNames } from "../../constructs/contract/project";
import { environments } from "../../envs/environments";
import { stackOf, synthesize } from "../synthesized";
import { fullProject, onCloud } from "./every-environment";
import { cloudReadings } from "./readings/readings";

const onDifferent = environments.map((environment, place) => ({
  ...environment,
  cloud: cloudNames[place % cloudNames.length] ?? environment.cloud,
}));
const app = synthesize(fullProject, onDifferent);

test("the clouds are really different", () => {
  expect(new Set(onDifferent.map(({ cloud }) => cloud)).size).toBe(
    Math.min(cloudNames.length, environments.length),
  );
});

test.each(onDifferent)(
  "$name on $cloud is the same as where every environment is there",
  ({ name, cloud }) => {
    expect(stackOf(app, name).text).toBe(stackOf(onCloud(cloud, environments), name).text);
    expect(stackOf(app, name).providers).toEqual(cloudReadings[cloud].providers);
  },
);

test("their states are in one store", () => {
  const stores = onDifferent.map(({ name }) => stackOf(app, name).backend);
  expect(new Set(stores.map(({ type, settings }) => `${type}/${settings.bucket}`)).size).toBe(1);
});
