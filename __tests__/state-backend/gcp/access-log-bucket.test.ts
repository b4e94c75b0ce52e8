import { reference } from "../../jsonencoded";
import { gcpBootstrap } from "./gcp-bootstrap";

const logged = gcpBootstrap({ accessLogDays: 30 });
const log = logged.resource("google_storage_bucket.state-backend_access-log_store_bucket");

test("there is no access log unless the project asks for one", () => {
  const stack = gcpBootstrap();
  expect(stack.only("google_storage_bucket")).not.toHaveProperty("logging");
  expect(stack.outputs.accessLogBucket).toBe("");
});

test("every access to the state is logged to a second bucket, once Cloud Storage can write there", () => {
  const state = logged.resource("google_storage_bucket.state-backend_state_store_bucket");
  expect(state.logging).toEqual({
    log_bucket: reference("google_storage_bucket.state-backend_access-log_store_bucket.name"),
    log_object_prefix: "acme-tfstate-acme-state-1",
  });
  expect(state.depends_on).toContain("google_storage_bucket_iam_member.state-backend_access-log_delivery");
  expect(logged.outputs.accessLogBucket).toBe("acme-tfstate-acme-state-1-logs");
});

test("Google's log delivery may add to it, and nothing else", () => {
  expect(logged.only("google_storage_bucket_iam_member")).toEqual({
    bucket: reference("google_storage_bucket.state-backend_access-log_store_bucket.name"),
    role: "roles/storage.objectCreator",
    member: "group:cloud-storage-analytics@google.com",
  });
});

test("it is closed like the state's, and its entries go after their days", () => {
  expect(log).toMatchObject({
    name: "acme-tfstate-acme-state-1-logs",
    uniform_bucket_level_access: true,
    public_access_prevention: "enforced",
    lifecycle_rule: [{ action: { type: "Delete" }, condition: { age: 30 } }, {}],
  });
});
