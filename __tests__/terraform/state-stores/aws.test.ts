// S3, in every locking mode, and both layouts.
import { describeStore } from "./describe-store";

const awsAccount = "111122223333";

// The options ride along with the modes, so that each is applied at least once.
describeStore({
  awsAccount,
  fencesWrites: false,
  cases: [
    {
      name: "acme-file",
      stateBackend: { store: "aws", locking: "lockfile", objectLock: { mode: "GOVERNANCE", days: 1 } },
    },
    { name: "acme-table", stateBackend: { store: "aws", locking: "dynamodb", accessLogDays: 30 } },
    { name: "acme-both", stateBackend: { store: "aws", locking: "both", encryption: "customer-key" } },
    { name: "acme-each", stateBackend: { store: "aws", locking: "both", layout: "per-environment" } },
  ],
  remains: async (world) => {
    const { keys: _, ...inventory } = world.inventory("eu-west-1");
    return Object.values(inventory)
      .flat()
      .filter((name) => /acme-(file|table|both|each)|dev-(tfstate|terraform-locks)/.test(name));
  },
});
