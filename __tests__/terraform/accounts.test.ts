// Environments in accounts of their own: the provider lands where the project says, or nowhere.
import type { CloudAccountInput } from "../../constructs/contract/project";
import type { CommandResult } from "../../scripts/commands";
import { exampleEnvironment, exampleProject } from "../examples";
import { type Inventory, patience, World } from "./world";

const stateAccount = "111122223333";
const devAccount = "444455556666";
const region = "eu-west-1";

function projectWith(dev: NonNullable<CloudAccountInput["environments"]>["dev"]) {
  return exampleProject({ aws: { environments: dev === undefined ? {} : { dev } } });
}

let world: World;
let wrongAccount: CommandResult;
let stateInventory: Inventory;
let devInventory: Inventory;

beforeAll(async () => {
  world = await World.withCloud(stateAccount);
  const bootstrap = world.terraform(world.synthesize("bootstrap", exampleProject()), "bootstrap");
  await bootstrap.init();
  await bootstrap.apply();

  const environments = [exampleEnvironment("dev", { cluster: { deletionProtection: false } })];
  const withoutRole = world.synthesize("without-role", projectWith({ account: devAccount }), environments);
  const refused = world.terraform(withoutRole, "dev");
  await refused.init();
  wrongAccount = await refused.run("plan", "-input=false");

  const deployRole = `arn:aws:iam::${devAccount}:role/deploy`;
  const withRole = world.synthesize(
    "with-role",
    projectWith({ account: devAccount, deployRole }),
    environments,
  );
  const dev = world.terraform(withRole, "dev");
  await dev.init();
  await dev.apply();
  stateInventory = world.inventory(region);
  devInventory = world.inventory(region, { ...world.environment, AWS_ACCESS_KEY_ID: devAccount });
}, patience);
afterAll(() => world.close(), patience);

test("credentials of another account are refused before anything is planned", () => {
  expect(wrongAccount.exitCode).toBe(1);
  expect(wrongAccount.output).toContain(`AWS account ID not allowed: ${stateAccount}`);
});

test("the deploy role leads into the environment's account", () => {
  expect(devInventory.clusters).toEqual(["acme-dev"]);
  expect(devInventory.vpcs).toHaveLength(1);
});

test("the account of the state holds the state and nothing of the environment", () => {
  expect(stateInventory).toEqual({ buckets: [`acme-tfstate-${stateAccount}-${region}`] });
});
