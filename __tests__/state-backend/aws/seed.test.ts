import { lockings, type StateBackendInput } from "../../../constructs/contract/state-backend";
import { exampleEnvironment, exampleProject } from "../../examples";
import { stackOf, synthesize } from "../../synthesized";

function appWith(stateBackend: Partial<StateBackendInput>) {
  return synthesize(exampleProject({ stateBackend: { bootstrapState: "seed", ...stateBackend } }), [
    exampleEnvironment("dev"),
  ]);
}

const seed = {
  bucket: "acme-tfseed-111122223333-eu-west-1",
  key: "bootstrap/bootstrap.tfstate",
  region: "eu-west-1",
  encrypt: true,
  allowed_account_ids: ["111122223333"],
};
const locks = {
  lockfile: { use_lockfile: true },
  dynamodb: { dynamodb_table: "acme-terraform-seed-locks" },
  both: { use_lockfile: true, dynamodb_table: "acme-terraform-seed-locks" },
};

test.each(lockings)("with %s bootstrap keeps its state in the seed, and locks it there", (locking) => {
  const app = appWith({ locking });
  expect(stackOf(app, "bootstrap").backend).toEqual({ type: "s3", settings: { ...seed, ...locks[locking] } });
});

test("the seed needs no key that bootstrap has yet to make, in either layout", () => {
  for (const layout of ["shared", "per-environment"] as const) {
    const app = appWith({ encryption: "customer-key", layout });
    expect(stackOf(app, "bootstrap").backend.settings).toEqual({ ...seed, use_lockfile: true });
  }
});

test("the environments' states stay in the backend", () => {
  expect(stackOf(appWith({}), "dev").backend.settings).toMatchObject({
    bucket: "acme-tfstate-111122223333-eu-west-1",
    key: "dev/dev.tfstate",
  });
});
