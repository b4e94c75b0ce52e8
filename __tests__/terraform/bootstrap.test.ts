// Phase one on the local cloud: what an edit of the settings takes out of the backend is kept.
import type { StateBackendInput } from "../../constructs/contract/state-backend";
import { exampleProject } from "../examples";
import { changedResources } from "./plan-changes";
import { type Inventory, patience, World } from "./world";

const account = "111122223333";
const region = "eu-west-1";

interface Retreat {
  readonly actions: readonly string[];
  readonly inventory: Inventory;
  readonly hasChangesAfterwards: boolean;
}

/** A backend that gives up everything beyond the bucket, one edit after the other. */
async function retreat(world: World): Promise<Retreat> {
  const everything = { locking: "dynamodb", encryption: "customer-key", accessLogDays: 30 } as const;
  const edits: Partial<StateBackendInput>[] = [everything, { ...everything, locking: "both" }, {}];
  const actions: string[] = [];
  for (const stateBackend of edits) {
    const folder = world.synthesize("retreat", { ...exampleProject({ stateBackend }), name: "acme-retreat" });
    const bootstrap = world.terraform(folder, "bootstrap");
    await bootstrap.init();
    await bootstrap.plan("-out=edit.tfplan");
    actions.push(
      ...changedResources(await bootstrap.show("edit.tfplan")).flatMap((change) => change.actions),
    );
    await bootstrap.apply("edit.tfplan");
  }
  const last = world.terraform(
    world.synthesize("retreat", { ...exampleProject(), name: "acme-retreat" }),
    "bootstrap",
  );
  return {
    actions,
    inventory: world.inventory(region),
    hasChangesAfterwards: (await last.plan()).hasChanges,
  };
}

let world: World;
beforeAll(async () => {
  world = await World.withCloud(account);
}, patience);
afterAll(() => world.close(), patience);

test(
  "going back to the plain bucket destroys no key, no table and no log",
  async () => {
    const { actions, inventory, hasChangesAfterwards } = await retreat(world);
    expect(actions.filter((action) => action === "delete")).toEqual(["delete"]);
    expect(inventory.tables).toContain("acme-retreat-terraform-locks");
    expect(inventory["key aliases"]).toContain("alias/acme-retreat-tfstate");
    expect(inventory.buckets).toContain(`acme-retreat-tfstate-${account}-${region}-logs`);
    expect(hasChangesAfterwards).toBe(false);
  },
  patience,
);
