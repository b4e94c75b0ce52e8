// Cloudflare R2, whose buckets Cloudflare's provider makes.
import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import type { CommandResult } from "../../../scripts/commands";
import type { Plan, Terraform } from "../../../scripts/terraform";
import { exampleProject } from "../../examples";
import { describeWithProvider } from "../provider-probe";
import { patience, World } from "../world";

const account = "0123456789abcdef0123456789abcdef";

describeWithProvider("cloudflare", "Cloudflare R2", () => {
  let world: World;
  let second: Plan;
  let refused: CommandResult;
  let unlocked: CommandResult;
  let destroyed: CommandResult;

  function bootstrap(changes: Partial<StateBackendInput>): Terraform {
    const stateBackend = { store: "cloudflare", account, location: "weur", ...changes } as const;
    return world.terraform(world.synthesize("r2", exampleProject({ stateBackend })), "bootstrap");
  }

  beforeAll(async () => {
    world = await World.withCloud("111122223333");
    const locked = bootstrap({ objectLock: { mode: "GOVERNANCE", days: 1 } });
    await locked.init();
    await locked.apply();
    second = await locked.plan();
    refused = await locked.run("destroy", "-auto-approve", "-input=false");
    unlocked = await bootstrap({ deletionProtection: false }).apply();
    destroyed = await bootstrap({ deletionProtection: false }).destroy();
  }, patience);
  afterAll(() => world.close(), patience);

  test("a second plan is empty", () => {
    expect(second.hasChanges).toBe(false);
  });

  test("its destruction is refused", () => {
    expect(refused.output).toContain("lifecycle.prevent_destroy");
  });

  test("a lock that is left out is forgotten, and said to be", () => {
    expect(unlocked.output).toContain("Some objects will no longer be managed by Terraform");
  });

  test("with its protection lifted first, an empty bucket is destroyed", () => {
    expect(destroyed.output).toContain("Destroy complete!");
  });
});
