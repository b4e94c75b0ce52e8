import { z } from "zod";
import { jsonencoded, reference } from "../../jsonencoded";
import { actionsOf, allows, type Call } from "../../kubernetes-cluster/aws-eks/iam-decision";
import { awsAccount, federationStack, identity, issuerUrl, published } from "../federation-stack";

const account = { ...awsAccount, dnsZoneIds: ["Z1EXAMPLE"] };
const identities = [
  identity({ name: "reader" }),
  identity({ name: "storage", serviceAccount: "uploads", permissions: ["objectstore.readwrite"] }),
  identity({
    name: "logs",
    serviceAccount: "logs",
    permissions: ["objectstore.readwrite"],
    buckets: ["logs"],
  }),
  identity({ name: "records", namespace: "dns", serviceAccount: "dns", permissions: ["dns.write"] }),
];
const stack = federationStack("aws", account, identities);
const provider = "aws_iam_openid_connect_provider.federation_issuer";
const issuer = issuerUrl.replace("https://", "");

const trustSchema = z.object({
  Statement: z.tuple([
    z.object({ Condition: z.strictObject({ StringEquals: z.record(z.string(), z.string()) }) }),
  ]),
});

/** Whether AWS would give a role for a token of the issuer with these claims. */
function letsIn(name: string, claims: Readonly<Record<string, string>>): boolean {
  const role = stack.resource(`aws_iam_role.federation_identity-${name}_role`);
  const [statement] = trustSchema.parse(jsonencoded(role.assume_role_policy)).Statement;
  return Object.entries(statement.Condition.StringEquals).every(
    ([key, value]) => claims[key.slice(issuer.length + 1)] === value,
  );
}

test("AWS believes the issuer once its keys are published, for tokens that are for AWS", () => {
  expect(stack.only("aws_iam_openid_connect_provider")).toEqual({
    url: issuerUrl,
    client_id_list: ["sts.amazonaws.com"],
    depends_on: [published],
  });
});

test("a role is for the pods of one service account, by the issuer's word alone", () => {
  const role = stack.resource("aws_iam_role.federation_identity-reader_role");
  expect(role).toMatchObject({ name: "acme-dev.reader", description: "secrets.read for web/server" });
  expect(jsonencoded(role.assume_role_policy)).toEqual({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TrustServiceAccount",
        Effect: "Allow",
        Principal: { Federated: reference(`${provider}.arn`) },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${issuer}:aud`]: "sts.amazonaws.com",
            [`${issuer}:sub`]: "system:serviceaccount:web:server",
          },
        },
      },
    ],
  });
});

const aud = "sts.amazonaws.com";
test.each([
  ["the pods of the service account", { aud, sub: "system:serviceaccount:web:server" }, true],
  ["those of another one", { aud, sub: "system:serviceaccount:web:uploads" }, false],
  ["those of its namesake elsewhere", { aud, sub: "system:serviceaccount:other:server" }, false],
  ["those of one whose name begins like it", { aud, sub: "system:serviceaccount:web:server-2" }, false],
  ["a token for the cluster itself", { aud: issuerUrl, sub: "system:serviceaccount:web:server" }, false],
])("%s: %j", (_, claims, expected) => {
  expect(letsIn("reader", claims)).toBe(expected);
});

const own = { "aws:ResourceAccount": "111122223333" };
const secret = (name: string) => `arn:aws:secretsmanager:eu-west-1:111122223333:secret:${name}`;
const cases: readonly (readonly [string, Call, boolean])[] = [
  ["reader", ["secretsmanager:GetSecretValue", secret("acme-dev/shop-AbCdEf")], true],
  ["reader", ["secretsmanager:GetSecretValue", secret("acme-prod/shop-AbCdEf")], false],
  ["reader", ["secretsmanager:PutSecretValue", secret("acme-dev/shop-AbCdEf")], false],
  ["reader", ["s3:GetObject", "arn:aws:s3:::acme-dev-media/a", own], false],
  ["storage", ["s3:PutObject", "arn:aws:s3:::acme-dev-media/a", own], true],
  ["storage", ["s3:PutObject", "arn:aws:s3:::acme-prod-media/a", own], false],
  ["storage", ["s3:PutObject", "arn:aws:s3:::acme-dev-media/a"], false],
  ["storage", ["s3:DeleteBucket", "arn:aws:s3:::acme-dev-media", own], false],
  ["logs", ["s3:PutObject", "arn:aws:s3:::acme-dev-logs/a", own], true],
  ["logs", ["s3:PutObject", "arn:aws:s3:::acme-dev-media/a", own], false],
  ["records", ["route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z1EXAMPLE"], true],
  ["records", ["route53:ChangeResourceRecordSets", "arn:aws:route53:::hostedzone/Z2EXAMPLE"], false],
  ["records", ["route53:DeleteHostedZone", "arn:aws:route53:::hostedzone/Z1EXAMPLE"], false],
];
test.each(cases)("%s may %j: %s", (name, call, expected) => {
  const { policy } = stack.resource(`aws_iam_role_policy.federation_identity-${name}_policy`);
  expect(allows(jsonencoded(policy), call)).toBe(expected);
});

test("no role takes another one, and no action is named by a pattern", () => {
  const actions = Object.values(stack.resources("aws_iam_role_policy")).flatMap(({ policy }) =>
    actionsOf(jsonencoded(policy)),
  );
  expect(actions.filter((action) => /\*|^(sts|iam):/.test(action))).toEqual([]);
});

test("a service account is told its role where the programs of AWS look for it", () => {
  const arn = reference("aws_iam_role.federation_identity-reader_role.arn");
  expect(stack.outputs.reader).toEqual({
    principal: arn,
    annotations: { "eks.amazonaws.com/role-arn": arn },
    podLabels: {},
  });
});

test("there is no key: nothing but the issuer, roles and what they may do", () => {
  const types = new Set(stack.addresses.map((address) => address.split(".")[0]));
  expect([...types].sort()).toEqual([
    "aws_iam_openid_connect_provider",
    "aws_iam_role",
    "aws_iam_role_policy",
    "terraform_data",
  ]);
});

test.each(["autoscaler", "volumes.snapshot"] as const)("%s is nothing that AWS could grant", (permission) => {
  expect(() => federationStack("aws", account, [identity({ permissions: [permission] })])).toThrow(
    `${permission} of the identity app is about a cluster that stands on another cloud.`,
  );
});
