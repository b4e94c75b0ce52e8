// Environments in accounts of their own: the provider lands where the project says, or nowhere.
import type { CommandResult } from "../../scripts/commands";
import { exampleEnvironment, exampleProject } from "../examples";
import { type Inventory, patience, World } from "./world";

const stateAccount = "111122223333";
const devAccount = "444455556666";
const region = "eu-west-1";

let world: World;
let providerInWrongAccount: CommandResult;
let backendInWrongAccount: CommandResult;
let stateInventory: Inventory;
let devInventory: Inventory;

beforeAll(async () => {
  world = await World.withCloud(stateAccount);
  const asDevAccount = { ...world.environment, AWS_ACCESS_KEY_ID: devAccount };
  const project = exampleProject({
    aws: {
      environments: { dev: { account: devAccount, deployRole: `arn:aws:iam::${devAccount}:role/deploy` } },
    },
  });
  const app = world.synthesize("app", project, [exampleEnvironment("dev")]);

  const bootstrap = world.terraform(app, "bootstrap");
  await bootstrap.init();
  providerInWrongAccount = await world.terraform(app, "bootstrap", asDevAccount).run("plan", "-input=false");
  await bootstrap.apply();

  backendInWrongAccount = await world.terraform(app, "dev", asDevAccount).run("init", "-input=false");
  const dev = world.terraform(app, "dev");
  await dev.init();
  await dev.apply();
  stateInventory = world.inventory(region);
  devInventory = world.inventory(region, asDevAccount);
}, patience);
afterAll(() => world.close(), patience);

test("the provider refuses credentials of another account before anything is planned", () => {
  expect(providerInWrongAccount.exitCode).toBe(1);
  expect(providerInWrongAccount.output).toContain(`AWS account ID not allowed: ${devAccount}`);
});

test("the backend refuses credentials of another account before any state is read", () => {
  expect(backendInWrongAccount.exitCode).toBe(1);
  expect(backendInWrongAccount.output).toContain(devAccount);
});

test("the deploy role leads into the environment's account", () => {
  expect(devInventory.clusters).toEqual(["acme-dev"]);
  expect(devInventory.vpcs).toHaveLength(1);
});

test("the account of the state holds the state and nothing of the environment", () => {
  expect(stateInventory).toEqual({ buckets: [`acme-tfstate-${stateAccount}-${region}`] });
});
