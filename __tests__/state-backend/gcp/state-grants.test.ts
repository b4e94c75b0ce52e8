import { reference } from "../../jsonencoded";
import type { SynthesizedStack } from "../../synthesized";
import { gcpBootstrap } from "./gcp-bootstrap";

const github = "https://token.actions.githubusercontent.com";
const access = {
  dev: {
    plan: ["group:readers@acme.test"],
    apply: ["group:writers@acme.test", { issuer: github, subject: "repo:acme/infra:environment:dev" }],
  },
};
const shared = gcpBootstrap({ access });
const own = gcpBootstrap({ access, layout: "per-environment" });

const bucket = `projects/_/buckets/${reference("google_storage_bucket.state-backend_state_store_bucket.name")}`;
const isDev = `resource.name.startsWith("${bucket}/objects/dev/")`;

function grant(stack: SynthesizedStack, name: string) {
  return stack.resource(`google_storage_bucket_iam_binding.state-backend_access-dev_${name}`);
}

test("nobody gets a right of the bucket where the project names nobody", () => {
  expect(gcpBootstrap().resources("google_storage_bucket_iam_binding")).toEqual({});
});

test("plan reads its environment's folder, and lists the bucket", () => {
  expect(grant(shared, "plan-read")).toMatchObject({
    role: "roles/storage.objectViewer",
    members: ["group:readers@acme.test"],
    condition: { title: "dev plan-read", expression: `resource.name == "${bucket}" || ${isDev}` },
  });
});

test("plan writes and frees locks of its environment's folder, and nothing else", () => {
  expect(grant(shared, "plan-lock")).toMatchObject({
    role: "roles/storage.objectUser",
    members: ["group:readers@acme.test"],
    condition: { expression: `${isDev} && resource.name.endsWith(".tflock")` },
  });
});

test("apply writes its environment's folder", () => {
  expect(grant(shared, "apply")).toMatchObject({
    role: "roles/storage.objectUser",
    members: [
      "group:writers@acme.test",
      expect.stringMatching(
        /^principal:\/\/iam\.googleapis\.com\/\$\{google_iam_workload_identity_pool\..+\.name\}\/subject\/repo:acme\/infra:environment:dev$/,
      ),
    ],
    condition: { expression: `resource.name == "${bucket}" || ${isDev}` },
  });
});

test("in a bucket of its own no folder needs to be named, but plan still writes locks alone", () => {
  const devBucket = reference("google_storage_bucket.state-backend_state-dev_store_bucket.name");
  for (const name of ["plan-read", "apply"]) {
    expect(grant(own, name)).toMatchObject({ bucket: devBucket });
    expect(grant(own, name)).not.toHaveProperty("condition");
  }
  expect(grant(own, "plan-lock")).toMatchObject({
    bucket: devBucket,
    condition: { expression: 'resource.name.endsWith(".tflock")' },
  });
});

test("another environment's principals change nothing of these", () => {
  const more = gcpBootstrap({ access: { prod: { plan: [], apply: ["user:ann@acme.test"] }, ...access } });
  for (const name of ["plan-read", "plan-lock", "apply"])
    expect(grant(more, name)).toEqual(grant(shared, name));
  expect(Object.keys(more.resources("google_storage_bucket_iam_binding"))).toHaveLength(4);
});
