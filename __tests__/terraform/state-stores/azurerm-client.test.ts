// The hera command's client for Blob Storage and the real terraform respect each other.
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { azureBackendBlock } from "../../../constructs/state-backend/azure/azure-backend-block";
import { projectRoot } from "../../../scripts/host";
import type { Terraform } from "../../../scripts/terraform";
import { exampleEnvironment, exampleProject } from "../../examples";
import { azurePlace } from "../../state-backend/azure/azure-place";
import { addContendedStack, contendedStack, release, untilHolding } from "../contended-stack";
import { describeWithProvider } from "../provider-probe";
import { patience, World } from "../world";
import { lockIdIn } from "./store-life";

const apply = ["apply", "-auto-approve", "-input=false", "-replace=terraform_data.wait"] as const;

describeWithProvider("azurerm", "the client of the azurerm backend", () => {
  let world: World;
  let stack: Terraform;
  let config: string;
  let meeting: string;

  beforeAll(async () => {
    world = await World.withCloud("111122223333");
    meeting = path.join(world.folder, "meeting");
    const stateBackend = { store: "azure", ...azurePlace, deletionProtection: false } as const;
    const folder = world.synthesize(
      "acme",
      exampleProject({ stateBackend }),
      [exampleEnvironment("dev")],
      (app, project) => {
        addContendedStack(app, project, meeting, "dev");
        const state = { environment: "dev", stack: contendedStack };
        config = JSON.stringify(azureBackendBlock(project.stateBackend, state).config);
      },
    );
    const bootstrap = world.terraform(folder, "bootstrap");
    await bootstrap.init();
    await bootstrap.apply();
    stack = world.terraform(folder, contendedStack);
    await stack.init();
  }, patience);
  afterAll(() => world.close(), patience);

  /** What one step of the client tells. */
  async function step(name: string, argument = ""): Promise<unknown> {
    const run = [path.join(projectRoot(), "scripts/run.cjs"), path.join(__dirname, "azurerm-client-step.ts")];
    const { stdout } = await promisify(execFile)(process.execPath, [...run, config, name, argument], {
      env: { ...world.environment },
    });
    return JSON.parse(stdout);
  }

  test(
    "it sees who holds terraform's lock, is refused it, and frees it by its own id alone",
    async () => {
      const holding = stack.start(...apply);
      await untilHolding(meeting, holding);
      const id = lockIdIn((await stack.run("plan", "-input=false")).output);
      const held = { ID: id, Operation: "OperationTypeApply" };
      expect(await step("holder")).toMatchObject({ result: held });
      expect(await step("lock")).toMatchObject({ heldBy: held });
      expect(await step("breakLock", "eeeeeeee-0000-4000-8000-000000000001")).toMatchObject({ heldBy: held });
      expect(await step("breakLock", id)).toEqual({});
      expect(await step("holder")).toEqual({ result: "nobody" });
      release(meeting);
      expect(await holding.result).toMatchObject({
        exitCode: 1,
        output: expect.stringContaining("Failed to save state"),
      });
    },
    patience,
  );

  test(
    "terraform is refused its lock, and told who holds it; and reads what it wrote",
    async () => {
      expect(await stack.run(...apply)).toMatchObject({ exitCode: 0 });
      expect(await step("lock")).toMatchObject({ result: { Path: "tfstate/dev/contended.tfstate" } });
      const refused = await stack.run("plan", "-input=false");
      expect(refused.output).toContain("ann@workstation");
      expect(await step("breakLock", lockIdIn(refused.output))).toEqual({});
      const { stdout } = await stack.run("state", "pull");
      const serial = JSON.parse(stdout).serial + 1;
      expect(await step("writeNextSerial")).toEqual({ result: serial });
      expect(JSON.parse((await stack.run("state", "pull")).stdout).serial).toBe(serial);
      expect(await stack.plan()).toMatchObject({ hasChanges: false });
    },
    patience,
  );

  test(
    "the history has one entry for each state, the newest first, however often it was locked",
    async () => {
      await stack.run("plan", "-input=false");
      const { result } = Object(await step("serials"));
      const serials: readonly { serial: number; isCurrent: boolean }[] = result;
      expect(serials.length).toBeGreaterThan(2);
      expect(serials.map(({ isCurrent }) => isCurrent)).toEqual(serials.map((_, place) => place === 0));
      const numbers = serials.map(({ serial }) => serial);
      expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => other - one));
    },
    patience,
  );

  test(
    "a lease that nobody owns up to, which terraform can't free, is broken",
    async () => {
      expect(await step("leaseWithoutInfo")).toEqual({});
      expect((await stack.run("plan", "-input=false")).exitCode).toBe(1);
      expect(await step("holder")).toMatchObject({ result: { ID: "", Who: "unknown" } });
      expect(await step("breakLock", "")).toEqual({});
      expect(await stack.plan()).toMatchObject({ hasChanges: false });
    },
    patience,
  );

  test(
    "an object is created once, and where there is no state there is none",
    async () => {
      expect(await step("createTwice")).toEqual({ result: [true, false, true] });
      expect(await step("readNothing")).toEqual({ result: "nothing" });
    },
    patience,
  );
});
