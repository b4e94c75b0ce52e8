import { readConfiguration } from "../../../constructs/configuration/configuration";
import { lockings, type StateBackendInput } from "../../../constructs/contract/state-backend";
import { awsBackendBlock } from "../../../constructs/state-backend/aws/aws-backend-block";
import { exampleEnvironment, exampleProject } from "../../examples";
import { type SynthesizedApp, stackOf, synthesize } from "../../synthesized";

function appWith(stateBackend: Partial<StateBackendInput>): SynthesizedApp {
  return synthesize(exampleProject({ stateBackend }), [
    exampleEnvironment("dev"),
    exampleEnvironment("prod"),
  ]);
}

/** The backend block of dev with these settings. */
function backend(settings: Partial<StateBackendInput>) {
  return stackOf(appWith(settings), "dev").backend.settings;
}

const common = {
  bucket: "acme-tfstate-111122223333-eu-west-1",
  key: "dev/dev.tfstate",
  region: "eu-west-1",
  encrypt: true,
  allowed_account_ids: ["111122223333"],
};

/** What each locking mode adds; nothing else may be there. */
const arguments_ = {
  lockfile: { use_lockfile: true },
  dynamodb: { dynamodb_table: "acme-terraform-locks" },
  both: { use_lockfile: true, dynamodb_table: "acme-terraform-locks" },
};

test.each(lockings)(
  "%s gives a complete block, and no argument that Terraform refuses or doesn't need",
  (locking) => {
    expect(backend({ locking })).toEqual({ ...common, ...arguments_[locking] });
  },
);

test("a key of the project's own is named, or the backend would ask for AWS' in its place", () => {
  expect(backend({ encryption: "customer-key" })).toEqual({
    ...common,
    use_lockfile: true,
    kms_key_id: "arn:aws:kms:eu-west-1:111122223333:alias/acme-tfstate",
  });
});

test("the store may stand in another region than the environments", () => {
  const app = appWith({ location: "eu-north-1" });
  const region = { region: "eu-north-1" };
  expect(stackOf(app, "dev").backend.settings).toMatchObject({
    ...region,
    bucket: "acme-tfstate-111122223333-eu-north-1",
  });
  expect(stackOf(app, "bootstrap").provider("aws")).toMatchObject([region, { ...region, alias: "replica" }]);
  expect(stackOf(app, "dev").provider("aws")).toMatchObject([{ region: "eu-west-1" }]);
});

test.each(lockings)("with %s the backend names what bootstrap makes", (locking) => {
  const app = appWith({ locking, encryption: "customer-key" });
  const { bucket, lockTable, encryptionKeyId, location } = stackOf(app, "bootstrap").outputs;
  expect(stackOf(app, "dev").backend.settings).toMatchObject({
    bucket,
    region: location,
    kms_key_id: encryptionKeyId,
    ...(lockTable === "" ? {} : { dynamodb_table: lockTable }),
  });
});

test("each environment has a key of its own in the one bucket", () => {
  const app = appWith({});
  expect(stackOf(app, "prod").backend).toEqual({
    type: "s3",
    settings: { ...common, key: "prod/prod.tfstate", use_lockfile: true },
  });
});

describe("with a role", () => {
  const job = { issuer: "https://token.example.com", subject: "repo:acme/infrastructure:environment:dev" };
  const settings = {
    ...readConfiguration(
      exampleProject({ stateBackend: { access: { dev: { plan: ["111122223333", job], apply: [job] } } } }),
      [exampleEnvironment("dev")],
    ).project.stateBackend,
  };
  const state = { environment: "dev", stack: "dev" };

  test("the credentials at hand take it", () => {
    expect(awsBackendBlock(settings, state, "plan").config).toEqual({
      ...common,
      use_lockfile: true,
      assume_role: {
        role_arn: "arn:aws:iam::111122223333:role/acme-tfstate-dev-plan",
        session_name: "terraform-plan",
      },
    });
  });

  test("a job's token takes it, where only jobs may", () => {
    expect(awsBackendBlock(settings, state, "apply").config).toEqual({
      ...common,
      use_lockfile: true,
      assume_role_with_web_identity: {
        role_arn: "arn:aws:iam::111122223333:role/acme-tfstate-dev-apply",
        session_name: "terraform-apply",
        web_identity_token_file: "web-identity-token",
      },
    });
  });
});
