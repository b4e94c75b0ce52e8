import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import { exampleEnvironment, exampleProject } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { type SynthesizedStack, stackOf, synthesize } from "../../synthesized";

function bootstrap(stateBackend: Partial<StateBackendInput>): SynthesizedStack {
  const geo = { redundancy: "geo", replicaLocation: "eu-north-1", ...stateBackend } as const;
  return stackOf(
    synthesize(exampleProject({ stateBackend: geo, tags: { team: "x" } }), [exampleEnvironment("dev")]),
    "bootstrap",
  );
}

const plain = bootstrap({});
const full = bootstrap({ encryption: "customer-key", objectLock: { mode: "GOVERNANCE", days: 3 } });
const source = "acme-tfstate-111122223333-eu-west-1";
const copy = "acme-tfstate-111122223333-eu-north-1-replica";
const copyBucket = "aws_s3_bucket.state-backend_replica_state_store_bucket";

function statements(stack: SynthesizedStack): readonly unknown[] {
  const document = jsonencoded(stack.resource("aws_iam_role_policy.state-backend_replication_policy").policy);
  return Object(document).Statement;
}

test("the second copy has a name that is known at synth, in the other Region", () => {
  expect(plain.resource(copyBucket)).toMatchObject({ bucket: copy, provider: "aws.replica" });
  expect(plain.outputs.replicaBuckets).toEqual({ [source]: copy });
  expect(stackOf(synthesize(exampleProject(), []), "bootstrap").outputs.replicaBuckets).toEqual({});
});

test("the other Region's provider is the stack's own but for the Region", () => {
  const [own, replica] = plain.provider("aws");
  expect(replica).toEqual({ ...own, region: "eu-north-1", alias: "replica" });
});

test("a copy that is given up can be forgotten, because its provider stays", () => {
  const without = stackOf(synthesize(exampleProject(), []), "bootstrap");
  expect(without.provider("aws")).toMatchObject([
    { region: "eu-west-1" },
    { region: "eu-west-1", alias: "replica" },
  ]);
});

test("all of the copy stands in the other Region, and nothing else does", () => {
  for (const address of full.addresses) {
    const { provider } = full.resource(address);
    expect([address, provider]).toEqual([address, address.includes("_replica_") ? "aws.replica" : undefined]);
  }
});

test("the copy is kept as the first is: versions, retention, lifecycle, its own key", () => {
  for (const [type, id] of [
    ["aws_s3_bucket_versioning", "versioning"],
    ["aws_s3_bucket_object_lock_configuration", "object-lock"],
    ["aws_s3_bucket_lifecycle_configuration", "lifecycle"],
    ["aws_s3_bucket_public_access_block", "store_public-access-block"],
  ] as const) {
    const first = full.resource(`${type}.state-backend_state_${id}`);
    const second = full.resource(`${type}.state-backend_replica_state_${id}`);
    const { provider: _, bucket: __, depends_on: ___, ...settings } = second;
    expect(first).toMatchObject(settings);
  }
  expect(full.resource("aws_kms_alias.state-backend_replica_key_alias")).toMatchObject({
    name: "alias/acme-tfstate",
    provider: "aws.replica",
  });
});

test("every version is copied once both sides keep history, and so is the marker that frees a lock", () => {
  expect(
    full.resource("aws_s3_bucket_replication_configuration.state-backend_replication_state"),
  ).toMatchObject({
    bucket: reference("aws_s3_bucket.state-backend_state_store_bucket.id"),
    role: reference("aws_iam_role.state-backend_replication_role.arn"),
    rule: [
      {
        status: "Enabled",
        filter: { prefix: "" },
        delete_marker_replication: { status: "Enabled" },
        destination: {
          bucket: reference(`${copyBucket}.arn`),
          encryption_configuration: {
            replica_kms_key_id: reference("aws_kms_key.state-backend_replica_key_key.arn"),
          },
        },
        source_selection_criteria: { sse_kms_encrypted_objects: { status: "Enabled" } },
      },
    ],
    depends_on: [
      "aws_iam_role_policy.state-backend_replication_policy",
      "aws_s3_bucket_object_lock_configuration.state-backend_state_object-lock",
      "aws_s3_bucket_object_lock_configuration.state-backend_replica_state_object-lock",
    ],
  });
});

test("S3 alone takes the role, and for these buckets only", () => {
  const { assume_role_policy } = plain.resource("aws_iam_role.state-backend_replication_role");
  expect(jsonencoded(assume_role_policy)).toMatchObject({
    Statement: [
      {
        Principal: { Service: "s3.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": [`arn:aws:s3:::${source}`] },
        },
      },
    ],
  });
});

test("the role reads versions here and writes copies there, and no more", () => {
  expect(statements(plain)).toEqual([
    {
      Sid: "ReadReplicationSettings",
      Effect: "Allow",
      Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
      Resource: [`arn:aws:s3:::${source}`],
    },
    {
      Sid: "ReadVersions",
      Effect: "Allow",
      Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      Resource: [`arn:aws:s3:::${source}/*`],
    },
    {
      Sid: "WriteCopies",
      Effect: "Allow",
      Action: ["s3:ReplicateObject", "s3:ReplicateDelete", "s3:ReplicateTags"],
      Resource: [`arn:aws:s3:::${copy}/*`],
    },
  ]);
});

test("under Object Lock it reads retention, with keys it decrypts here and encrypts there", () => {
  expect(statements(full)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        Sid: "ReadVersions",
        Action: expect.arrayContaining(["s3:GetObjectRetention", "s3:GetObjectLegalHold"]),
      }),
      {
        Sid: "DecryptVersions",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: reference("aws_kms_key.state-backend_key_key.arn"),
        Condition: {
          StringEquals: {
            "kms:ViaService": "s3.eu-west-1.amazonaws.com",
            "kms:EncryptionContext:aws:s3:arn": [`arn:aws:s3:::${source}`],
          },
        },
      },
      {
        Sid: "EncryptCopies",
        Effect: "Allow",
        Action: ["kms:Encrypt", "kms:GenerateDataKey", "kms:Decrypt"],
        Resource: reference("aws_kms_key.state-backend_replica_key_key.arn"),
        Condition: {
          StringEquals: {
            "kms:ViaService": "s3.eu-north-1.amazonaws.com",
            "kms:EncryptionContext:aws:s3:arn": [`arn:aws:s3:::${copy}`],
          },
        },
      },
    ]),
  );
});

test("a bucket for each environment has a copy for each", () => {
  expect(bootstrap({ layout: "per-environment" }).outputs.replicaBuckets).toEqual({
    "dev-tfstate-111122223333-eu-west-1": "dev-tfstate-111122223333-eu-north-1-replica",
  });
});

test("the role is let through where only some addresses are", () => {
  const { policy } = bootstrap({ authorizedCidrs: ["203.0.113.0/24"] }).resource(
    "aws_s3_bucket_policy.state-backend_state_store_policy",
  );
  expect(jsonencoded(policy)).toMatchObject({
    Statement: expect.arrayContaining([
      expect.objectContaining({
        Sid: "DenyOtherAddresses",
        Condition: expect.objectContaining({
          ArnNotEquals: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/acme-tfstate-replication" },
        }),
      }),
    ]),
  });
});
