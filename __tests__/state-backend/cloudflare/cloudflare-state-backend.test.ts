import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import { exampleEnvironment, exampleProject } from "../../examples";
import { reference } from "../../jsonencoded";
import { type SynthesizedStack, stackOf, synthesize } from "../../synthesized";

const account = "0123456789abcdef0123456789abcdef";

/** The bootstrap stack of a project with two environments. */
function bootstrap(settings: Partial<StateBackendInput>, environments = ["dev", "prod"]): SynthesizedStack {
  const stateBackend = { store: "cloudflare", account, location: "weur", ...settings } as const;
  return stackOf(
    synthesize(
      exampleProject({ stateBackend }),
      environments.map((name) => exampleEnvironment(name)),
    ),
    "bootstrap",
  );
}

const standard = bootstrap({});
const locked = bootstrap({ objectLock: { mode: "GOVERNANCE", days: 7 } });
const each = bootstrap({ layout: "per-environment" });
const bucket = "cloudflare_r2_bucket.state-backend_state_bucket";
const lock = "cloudflare_r2_bucket_lock.state-backend_state_backup-lock";

test("the provider is Cloudflare's, with the token of the environment's variables", () => {
  expect(standard.providers).toEqual(["cloudflare"]);
  expect(standard.provider("cloudflare")).toEqual([{}]);
});

test("the bucket's name is known at synth", () => {
  expect(standard.outputs.bucket).toBe("acme-tfstate-weur");
  expect(standard.resource(bucket)).toEqual({
    account_id: account,
    name: "acme-tfstate-weur",
    location: "weur",
    jurisdiction: "default",
    lifecycle: { prevent_destroy: true },
  });
});

test("a jurisdiction takes the place of a location hint, on every resource", () => {
  const eu = bootstrap({ location: "eu", objectLock: { mode: "GOVERNANCE", days: 7 } });
  for (const address of eu.addresses) expect(eu.resource(address)).toMatchObject({ jurisdiction: "eu" });
  expect(eu.resource(bucket)).not.toHaveProperty("location");
});

test("copies go after their days, abandoned uploads after a week, and no rule expires a state", () => {
  expect(standard.only("cloudflare_r2_bucket_lifecycle")).toMatchObject({
    account_id: account,
    bucket_name: reference(`${bucket}.name`),
    rules: [
      {
        id: "old-backups",
        enabled: true,
        conditions: { prefix: "backups/" },
        delete_objects_transition: { condition: { type: "Age", max_age: 90 * 86_400 } },
      },
      {
        id: "abandoned-uploads",
        enabled: true,
        conditions: { prefix: "" },
        abort_multipart_uploads_transition: { condition: { type: "Age", max_age: 7 * 86_400 } },
      },
    ],
  });
  expect(
    JSON.stringify(standard.only("cloudflare_r2_bucket_lifecycle")).match(/delete_objects/g),
  ).toHaveLength(1);
});

test("a lock covers the copies and no state, which could not be written again", () => {
  expect(locked.resource(lock)).toMatchObject({
    bucket_name: reference(`${bucket}.name`),
    rules: [
      {
        id: "backups",
        enabled: true,
        prefix: "backups/",
        condition: { type: "Age", max_age_seconds: 7 * 86_400 },
      },
    ],
    lifecycle: { prevent_destroy: true },
  });
  expect(standard.resources("cloudflare_r2_bucket_lock")).toEqual({});
});

test("a lock that an edit leaves out is forgotten: the provider couldn't lift it", () => {
  expect(standard.removed).toEqual([{ from: lock, lifecycle: { destroy: false } }]);
  expect(locked.removed).toEqual([]);
});

test("each environment has a bucket of its own where that is asked for", () => {
  expect(each.outputs).toMatchObject({
    bucket: "",
    environmentBuckets: { dev: "dev-tfstate-acme-weur", prod: "prod-tfstate-acme-weur" },
  });
  expect(each.removed.map(({ from }) => from)).toEqual(expect.arrayContaining([...standard.addresses, lock]));
});

test("an environment that comes or goes changes no other's bucket", () => {
  const alone = bootstrap({ layout: "per-environment" }, ["prod"]);
  for (const address of alone.addresses) expect(alone.resource(address)).toEqual(each.resource(address));
});

test("a project that lifts the protection can destroy the bucket, once it is empty", () => {
  const unprotected = bootstrap({ deletionProtection: false });
  expect(unprotected.resource(bucket)).toMatchObject({ lifecycle: { prevent_destroy: false } });
});

test("the shared layout knows nothing of the environments", () => {
  expect(bootstrap({}, ["staging"]).text).toBe(standard.text);
});
