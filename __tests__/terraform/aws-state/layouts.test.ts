// A bucket for each environment, with a second copy in another Region, made by the real terraform; and the way from
// there to one bucket without a copy, on which nothing that holds state is destroyed.
import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import { exampleEnvironment, exampleProject } from "../../examples";
import { changedResources } from "../plan-changes";
import { type Inventory, patience, World } from "../world";

const name = "acme-layouts";
const settings = {
  encryption: "customer-key",
  locking: "both",
  objectLock: { mode: "GOVERNANCE", days: 1 },
  accessLogDays: 30,
  authorizedCidrs: ["127.0.0.0/8"],
} as const satisfies Partial<StateBackendInput>;
const geo = { redundancy: "geo", replicaLocation: "eu-north-1" } as const;

/** One edit after the other. */
const edits: readonly Partial<StateBackendInput>[] = [
  { ...settings, ...geo, layout: "per-environment" },
  { ...settings, ...geo },
  settings,
];

/** What each edit destroyed, what was there afterwards in both Regions, and whether the next plan was empty. */
interface Step {
  readonly destroyed: readonly string[];
  readonly inventory: Inventory;
  readonly copies: Inventory;
  readonly hasChangesAfterwards: boolean;
}

let world: World;
const steps: Step[] = [];

async function take(stateBackend: Partial<StateBackendInput>): Promise<Step> {
  const environments = [exampleEnvironment("dev"), exampleEnvironment("prod")];
  const folder = world.synthesize(name, { ...exampleProject({ stateBackend }), name }, environments);
  const bootstrap = world.terraform(folder, "bootstrap");
  await bootstrap.init();
  await bootstrap.plan("-out=edit.tfplan");
  const changes = changedResources(await bootstrap.show("edit.tfplan"));
  await bootstrap.apply("edit.tfplan");
  return {
    destroyed: changes.filter(({ actions }) => actions.includes("delete")).map(({ address }) => address),
    inventory: world.inventory("eu-west-1"),
    copies: world.inventory("eu-north-1"),
    hasChangesAfterwards: (await bootstrap.plan()).hasChanges,
  };
}

beforeAll(async () => {
  world = await World.withCloud("111122223333");
  for (const edit of edits) steps.push(await take(edit));
}, patience);
afterAll(() => world.close(), patience);

test("each step ends at an empty plan", () => {
  expect(steps.map(({ hasChangesAfterwards }) => hasChangesAfterwards)).toEqual([false, false, false]);
});

test("each environment gets a bucket, a copy of it and a table", () => {
  const [first] = steps;
  expect(first?.inventory.buckets).toEqual(
    expect.arrayContaining([
      "dev-tfstate-111122223333-eu-west-1",
      "prod-tfstate-111122223333-eu-west-1",
      "dev-tfstate-111122223333-eu-north-1-replica",
      "prod-tfstate-111122223333-eu-north-1-replica",
    ]),
  );
  expect(first?.inventory.tables).toEqual(["dev-terraform-locks", "prod-terraform-locks"]);
  expect(first?.copies["key aliases"]).toEqual([`alias/${name}-tfstate`]);
});

test("what another layout leaves out is forgotten, not destroyed", () => {
  expect(steps[1]?.destroyed).toEqual([]);
  expect(steps[1]?.inventory.buckets).toEqual(expect.arrayContaining(steps[0]?.inventory.buckets ?? []));
  expect(steps[1]?.inventory.tables).toEqual(expect.arrayContaining(steps[0]?.inventory.tables ?? []));
});

test("a second copy that is given up stays; the copying ends", () => {
  expect(steps[2]?.destroyed).toEqual([
    "aws_iam_role.state-backend_replication_role",
    "aws_iam_role_policy.state-backend_replication_policy",
    "aws_s3_bucket_replication_configuration.state-backend_replication_state",
  ]);
  expect(steps[2]?.inventory.buckets).toEqual(steps[1]?.inventory.buckets);
  expect(steps[2]?.copies["key aliases"]).toEqual([`alias/${name}-tfstate`]);
});
