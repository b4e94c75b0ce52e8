import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import { exampleEnvironment, exampleProject } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { type SynthesizedStack, stackOf, synthesize } from "../../synthesized";

const job = { issuer: "https://token.example.com/ci", subject: "repo:acme/infrastructure:environment:dev" };
const access = {
  dev: {
    plan: ["444455556666", "arn:aws:iam::111122223333:role/planner"],
    apply: [job, { ...job, subject: "repo:acme/infrastructure:ref:refs/heads/main" }],
  },
  prod: { plan: [], apply: ["arn:aws:iam::111122223333:user/root-of-all"] },
} as const;

function bootstrap(stateBackend: Partial<StateBackendInput> = {}): SynthesizedStack {
  const project = exampleProject({ stateBackend: { access, ...stateBackend } });
  return stackOf(synthesize(project, [exampleEnvironment("dev"), exampleEnvironment("prod")]), "bootstrap");
}

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

function policy(stack: SynthesizedStack, environment: string, role: string): readonly Statement[] {
  const resource = stack.resource(`aws_iam_role_policy.state-backend_roles-${environment}_${role}-policy`);
  return Object(jsonencoded(resource.policy)).Statement;
}

function trust(stack: SynthesizedStack, environment: string, role: string): readonly unknown[] {
  const resource = stack.resource(`aws_iam_role.state-backend_roles-${environment}_${role}`);
  return Object(jsonencoded(resource.assume_role_policy)).Statement;
}

const standard = bootstrap();
const bucket = "arn:aws:s3:::acme-tfstate-111122223333-eu-west-1";

test("without access there is no role", () => {
  expect(stackOf(synthesize(exampleProject(), []), "bootstrap").resources("aws_iam_role")).toEqual({});
});

test("there is a role for each that somebody may take, and the outputs name it", () => {
  expect(Object.values(standard.resources("aws_iam_role")).map(({ name }) => name)).toEqual([
    "acme-tfstate-dev-apply",
    "acme-tfstate-dev-plan",
    "acme-tfstate-prod-apply",
  ]);
  expect(standard.outputs).toMatchObject({
    planRoles: { dev: "arn:aws:iam::111122223333:role/acme-tfstate-dev-plan" },
    applyRoles: {
      dev: "arn:aws:iam::111122223333:role/acme-tfstate-dev-apply",
      prod: "arn:aws:iam::111122223333:role/acme-tfstate-prod-apply",
    },
  });
});

test("accounts and identities are trusted by name", () => {
  expect(trust(standard, "dev", "plan")).toEqual([
    {
      Sid: "TrustIdentities",
      Effect: "Allow",
      Principal: { AWS: ["arn:aws:iam::444455556666:root", "arn:aws:iam::111122223333:role/planner"] },
      Action: "sts:AssumeRole",
    },
  ]);
});

test("jobs are trusted by issuer, audience and their whole subject", () => {
  expect(trust(standard, "dev", "apply")).toEqual([
    {
      Sid: "TrustJobsOftokenexamplecomciForstsamazonawscom",
      Effect: "Allow",
      Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.example.com/ci" },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          "token.example.com/ci:aud": "sts.amazonaws.com",
          "token.example.com/ci:sub": [
            "repo:acme/infrastructure:environment:dev",
            "repo:acme/infrastructure:ref:refs/heads/main",
          ],
        },
      },
    },
  ]);
});

test("each issuer is made known once, with the audiences that the roles ask for, and without a thumbprint", () => {
  const own = { ...job, audience: "acme" };
  const stack = bootstrap({ access: { dev: { plan: [job], apply: [own] } } });
  expect(stack.only("aws_iam_openid_connect_provider")).toEqual({
    url: "https://token.example.com/ci",
    client_id_list: ["acme", "sts.amazonaws.com"],
  });
});

test("who plans reads the state and holds its lock, in its folder alone", () => {
  const allowed = policy(standard, "dev", "plan").filter(({ Effect }) => Effect === "Allow");
  expect(allowed).toEqual([
    {
      Sid: "SeeOwnFolder",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: bucket,
      Condition: { StringLikeIfExists: { "s3:prefix": "dev/*" } },
    },
    { Sid: "ReadState", Effect: "Allow", Action: "s3:GetObject", Resource: `${bucket}/dev/*.tfstate` },
    {
      Sid: "HoldLockFile",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: `${bucket}/dev/*.tfstate.tflock`,
    },
  ]);
});

test("who applies writes the state, too, and nothing else more", () => {
  const plan = policy(standard, "dev", "plan");
  expect(policy(standard, "dev", "apply").filter(({ Sid }) => !plan.some((one) => one.Sid === Sid))).toEqual([
    { Sid: "WriteState", Effect: "Allow", Action: "s3:PutObject", Resource: `${bucket}/dev/*.tfstate` },
  ]);
});

test("in the table each holds the lock's item of its environment, and only who applies writes the checksum", () => {
  const item = "acme-tfstate-111122223333-eu-west-1/dev/*.tfstate";
  const on = (Action: readonly string[], key: string, Sid: string) => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource: "arn:aws:dynamodb:eu-west-1:111122223333:table/acme-terraform-locks",
    Condition: {
      "ForAllValues:StringLike": { "dynamodb:LeadingKeys": key },
      Null: { "dynamodb:LeadingKeys": "false" },
    },
  });
  const read = [
    on(["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"], item, "HoldLockItem"),
    on(["dynamodb:GetItem"], `${item}-md5`, "ReadChecksum"),
  ];
  const items = (role: string) =>
    policy(bootstrap({ locking: "dynamodb" }), "dev", role).filter(({ Sid }) => /Item|Checksum/.test(Sid));
  expect(items("plan")).toEqual(read);
  expect(items("apply")).toEqual([...read, on(["dynamodb:PutItem"], `${item}-md5`, "WriteChecksum")]);
});

test("history, settings, table and key are denied outright, those of the copy too", () => {
  const stack = bootstrap({
    locking: "both",
    encryption: "customer-key",
    redundancy: "geo",
    replicaLocation: "eu-north-1",
  });
  const copy = "arn:aws:s3:::acme-tfstate-111122223333-eu-north-1-replica";
  for (const role of ["plan", "apply"]) {
    const denied = policy(stack, "dev", role).filter(({ Effect }) => Effect === "Deny");
    expect(denied.map(({ Sid }) => Sid)).toEqual([
      "DenyErasingHistory",
      "DenyBucketSettings",
      "DenyDeletingBucket",
      "DenyTableSettings",
      "DenyKeySettings",
    ]);
    expect(denied[0]).toMatchObject({
      Action: expect.arrayContaining(["s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"]),
      Resource: [`${bucket}/*`, `${copy}/*`],
    });
    expect(denied[4]).toMatchObject({
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/acme-tfstate" } },
    });
  }
});

test("a bucket for each environment limits its roles to it", () => {
  const own = "arn:aws:s3:::dev-tfstate-111122223333-eu-west-1";
  const resources = policy(bootstrap({ layout: "per-environment" }), "dev", "apply").flatMap(
    ({ Resource }) => Resource,
  );
  expect(resources.every((arn) => arn.startsWith(own))).toBe(true);
});

test("the key is for its account's administrators, and for the roles by way of S3 and their bucket", () => {
  const stack = bootstrap({ encryption: "customer-key", locking: "both" });
  const statements: readonly Statement[] = Object(jsonencoded(stack.only("aws_kms_key").policy)).Statement;
  expect(statements.map(({ Sid, Action }) => [Sid, Action])).toEqual([
    ["Account administers by IAM", "kms:*"],
    ["Read state of dev", "kms:Decrypt"],
    ["Write state of dev", "kms:GenerateDataKey"],
    ["Lock state of dev", "kms:Decrypt"],
    ["Read state of prod", "kms:Decrypt"],
    ["Write state of prod", "kms:GenerateDataKey"],
    ["Lock state of prod", "kms:Decrypt"],
  ]);
  expect(statements[1]).toMatchObject({
    Principal: {
      AWS: [
        reference("aws_iam_role.state-backend_roles-dev_plan.arn"),
        reference("aws_iam_role.state-backend_roles-dev_apply.arn"),
      ],
    },
    Condition: {
      StringEquals: {
        "kms:ViaService": "s3.eu-west-1.amazonaws.com",
        "kms:EncryptionContext:aws:s3:arn": bucket,
      },
    },
  });
});

test("who plans encrypts nothing where the table holds the lock", () => {
  const stack = bootstrap({ encryption: "customer-key", locking: "dynamodb" });
  const text = JSON.stringify(
    Object(jsonencoded(stack.only("aws_kms_key").policy)).Statement.find(
      ({ Sid }: Statement) => Sid === "Write state of dev",
    ),
  );
  expect(text).not.toContain("dev_plan");
  expect(text).toContain("dev_apply");
});
