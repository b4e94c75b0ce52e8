import { gcpBootstrap } from "./gcp-bootstrap";

const github = "https://token.actions.githubusercontent.com";
const gitlab = "https://gitlab.com";
const stack = gcpBootstrap({
  access: {
    dev: {
      plan: [{ issuer: github, subject: "repo:acme/infra:pull_request" }],
      apply: [
        { issuer: github, subject: "repo:acme/infra:environment:dev" },
        { issuer: gitlab, subject: "project_path:acme/infra:ref_type:branch:ref:main", audience: "acme" },
      ],
    },
  },
});
const providers = Object.values(stack.resources("google_iam_workload_identity_pool_provider"));

test("a project that lets no CI service in has no pool", () => {
  expect(gcpBootstrap().resources("google_iam_workload_identity_pool")).toEqual({});
});

test("each CI service has a pool of its own, so that none signs in as another's job", () => {
  const pools = Object.values(stack.resources("google_iam_workload_identity_pool"));
  const ids = pools.map((pool) => String(pool.workload_identity_pool_id));
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^acme-[0-9a-f]{8}$/);
});

test("only the jobs that the project names are let in, by the whole subject", () => {
  expect(providers).toEqual([
    expect.objectContaining({
      attribute_mapping: { "google.subject": "assertion.sub" },
      attribute_condition:
        'assertion.sub in ["repo:acme/infra:environment:dev","repo:acme/infra:pull_request"]',
      oidc: { issuer_uri: github },
    }),
    expect.objectContaining({
      attribute_condition: 'assertion.sub in ["project_path:acme/infra:ref_type:branch:ref:main"]',
      oidc: { issuer_uri: gitlab, allowed_audiences: ["acme"] },
    }),
  ]);
});

test("the APIs that sign in are switched on", () => {
  const services = Object.values(stack.resources("google_project_service")).map(({ service }) => service);
  expect(services.sort()).toEqual([
    "iam.googleapis.com",
    "iamcredentials.googleapis.com",
    "storage.googleapis.com",
    "sts.googleapis.com",
  ]);
});
