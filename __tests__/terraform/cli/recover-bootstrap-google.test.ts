// A bootstrap on Google Cloud whose local state is gone, found again by its names: with every option on.
import { rmSync } from "node:fs";
import path from "node:path";
import { exampleProject } from "../../examples";
import { callStorage } from "../google-api";
import { describeWithProvider } from "../provider-probe";
import { patience } from "../world";
import { HeraWorld } from "./hera-world";

jest.setTimeout(patience);

const subject = { issuer: "https://token.actions.githubusercontent.com", subject: "repo:acme/infra:ref" };

describeWithProvider("google", "hera state recover bootstrap on Google Cloud", () => {
  let world: HeraWorld;
  beforeAll(async () => {
    world = await HeraWorld.make();
    const stateBackend = {
      store: "gcp",
      account: "acme-state-1",
      location: "europe-west4",
      encryption: "customer-key",
      accessLogDays: 30,
      access: { dev: { plan: ["group:readers@acme.test"], apply: [subject] } },
    } as const;
    world.describe(exampleProject({ stateBackend }));
    await world.terraform("bootstrap").init();
    await world.terraform("bootstrap").apply();
  });
  afterAll(() => world.close());

  test("one command ends at the same resources and an empty plan, though one of them is gone, and names what has no id", async () => {
    const bootstrap = world.terraform("bootstrap");
    const before = await bootstrap.resources();
    rmSync(path.join(world.folder, "bootstrap", "state"), { recursive: true });
    callStorage(world, { method: "DELETE", resource: `b/acme-tfstate-acme-state-1-logs` });
    const { exitCode, output } = await world.hera("state", "recover", "bootstrap", "--force");
    expect([exitCode, output]).toEqual([
      0,
      expect.stringContaining("bootstrap's state is back, and its plan is empty."),
    ]);
    expect(await bootstrap.resources()).toEqual(before);
    expect((await bootstrap.plan()).hasChanges).toBe(false);
    const nameless = [...output.matchAll(/^ *(\S+) has no id that is known/gm)].map(([, address]) => address);
    expect(nameless).toEqual([expect.stringMatching(/^google_kms_crypto_key_iam_member\./)]);
  });
});
