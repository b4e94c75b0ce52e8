// The providers' own checks of every stack: conflicting arguments, values of enumerations, formats of ids.
import fc from "fast-check";
import { type CloudName, cloudNames } from "../../constructs/contract/project";
import { environments } from "../../envs/environments";
import { fullProject, onEachCloud } from "../conformance/every-environment";
import { cloudReadings } from "../conformance/readings/readings";
import { wishOn } from "../conformance/wishes/arbitraries";
import { exampleProject } from "../examples";
import { describeWithProvider, describeWithProviders } from "./provider-probe";
import { patience, type SynthesizedFolder, World } from "./world";

/** Drawn environments, so that many combinations of options are seen: the same ones in each run. */
const drawn = { seed: 7, numRuns: 8 };

let world: World;
beforeAll(async () => {
  world = await World.withoutCloud();
}, patience);
afterAll(() => world.close(), patience);

async function validate(folder: SynthesizedFolder, stacks = folder.stacks): Promise<void> {
  for (const stack of stacks) {
    const terraform = world.terraform(folder, stack);
    await terraform.init("-backend=false");
    await terraform.validate();
  }
}

function providerOf(cloud: CloudName): string {
  return cloudReadings[cloud].providers[0] ?? cloud;
}

/** The app with each of its environments on a cloud. */
function appOn(cloud: CloudName): SynthesizedFolder {
  const there = environments.map((environment) => ({ ...environment, cloud }));
  return world.synthesize(`all-on-${cloud}`, { ...fullProject, stateBackend: { store: cloud } }, there);
}

function isPlatform(stack: string): boolean {
  return stack.endsWith("-platform");
}

test(
  "the state backend is valid with every option on",
  async () => {
    const everything = exampleProject({
      stateBackend: {
        locking: "both",
        encryption: "customer-key",
        objectLock: { mode: "COMPLIANCE", days: 7, acceptIrreversible: true },
        accessLogDays: 30,
        location: "us-east-1",
      },
    });
    await validate(world.synthesize("state-options", everything), ["bootstrap"]);
  },
  patience,
);

describe.each(cloudNames)("%s", (cloud) => {
  describeWithProvider(providerOf(cloud), "with its provider", () => {
    test(
      "every stack of the app is valid with each environment there, by the one word",
      async () => {
        const folder = appOn(cloud);
        await validate(
          folder,
          folder.stacks.filter((stack) => !isPlatform(stack)),
        );
      },
      patience,
    );

    test(
      "an environment is valid there while the others are on other clouds",
      async () => {
        const inputs = onEachCloud(cloud);
        const here = inputs.filter((input) => input.cloud === cloud).map(({ name }) => name);
        await validate(world.synthesize(`mixed-from-${cloud}`, fullProject, inputs), here);
      },
      patience,
    );

    test.each(fc.sample(wishOn(cloud), drawn).map((wish, place) => ({ place, ...wish })))(
      "environment $place of those drawn by chance is valid",
      async ({ place, project, environment }) => {
        const folder = world.synthesize(`drawn-${cloud}-${place}`, project, [environment]);
        await validate(folder, [environment.name]);
      },
      patience,
    );
  });
});

describeWithProviders(["helm", "kubernetes"], "with the providers of platforms", () => {
  test.each(cloudNames)(
    "each platform is valid in an environment on %s",
    async (cloud) => {
      const folder = appOn(cloud);
      const platforms = folder.stacks.filter(isPlatform);
      expect(platforms).toHaveLength(environments.length);
      await validate(folder, platforms);
    },
    patience,
  );
});
