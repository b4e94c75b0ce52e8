import type { Locking } from "../../../constructs/contract/state-backend";
import { exampleProject } from "../../examples";
import { reference } from "../../jsonencoded";
import { type SynthesizedStack, stackOf, synthesize } from "../../synthesized";

function bootstrap(locking: Locking, encryption: "provider-key" | "customer-key"): SynthesizedStack {
  return stackOf(synthesize(exampleProject({ stateBackend: { locking, encryption } }), []), "bootstrap");
}

const table = bootstrap("dynamodb", "provider-key").only("aws_dynamodb_table");

test("the store's own conditional write needs no table", () => {
  const stack = bootstrap("lockfile", "provider-key");
  expect(stack.resources("aws_dynamodb_table")).toEqual({});
  expect(stack.outputs.lockTable).toBe("");
});

test.each(["dynamodb", "both"] as const)("%s makes the table of the locks", (locking) => {
  const stack = bootstrap(locking, "provider-key");
  expect(stack.only("aws_dynamodb_table")).toMatchObject({ name: "acme-terraform-locks" });
  expect(stack.outputs.lockTable).toBe("acme-terraform-locks");
});

test("the table has the key that Terraform reads and writes", () => {
  expect(table).toMatchObject({ hash_key: "LockID", attribute: [{ name: "LockID", type: "S" }] });
  expect(table).not.toHaveProperty("range_key");
});

test("it costs by use, can be restored to any moment, and isn't deleted by accident", () => {
  expect(table).toMatchObject({
    billing_mode: "PAY_PER_REQUEST",
    point_in_time_recovery: { enabled: true },
    deletion_protection_enabled: true,
    lifecycle: { prevent_destroy: true },
  });
});

test("it is encrypted with AWS' key, or with the state's own", () => {
  expect(table.server_side_encryption).toEqual({ enabled: true });
  expect(bootstrap("both", "customer-key").only("aws_dynamodb_table").server_side_encryption).toEqual({
    enabled: true,
    kms_key_arn: reference("aws_kms_key.state-backend_key_key.arn"),
  });
});
