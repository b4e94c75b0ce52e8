import { cloudResource } from "../../cli/clouds/aws";
import { importBlock, KnownResources, orphansOf, parseStack } from "../../cli/orphans";

const account = "111122223333";
const arn = (service: string, rest: string, region = "eu-west-1") =>
  `arn:aws:${service}:${region}:${account}:${rest}`;

function found(name: string, nameTag?: string) {
  const Tags = nameTag === undefined ? [] : [{ Key: "Name", Value: nameTag }];
  return cloudResource({ ResourceARN: name, Tags });
}

test.each([
  ["aws_vpc", "vpc-1", arn("ec2", "vpc/vpc-1")],
  ["aws_nat_gateway", "nat-1", arn("ec2", "natgateway/nat-1")],
  ["aws_eip", "eipalloc-1", arn("ec2", "elastic-ip/eipalloc-1")],
  ["aws_flow_log", "fl-1", arn("ec2", "vpc-flow-log/fl-1")],
  ["aws_cloudwatch_log_group", "/aws/eks/a/cluster", arn("logs", "log-group:/aws/eks/a/cluster")],
  ["aws_cloudwatch_log_group", "/a", arn("logs", "log-group:/a:*")],
  ["aws_eks_cluster", "acme-dev", arn("eks", "cluster/acme-dev")],
  ["aws_eks_node_group", "acme-dev:system", arn("eks", "nodegroup/acme-dev/system/1c2b")],
  ["aws_eks_addon", "acme-dev:coredns", arn("eks", "addon/acme-dev/coredns/1c2b")],
  [
    "aws_eks_access_entry",
    "acme-dev:arn:aws:iam::111122223333:role/path/admin",
    arn("eks", `access-entry/acme-dev/role/${account}/path/admin/1c2b`),
  ],
  ["aws_kms_key", "1234-abcd", arn("kms", "key/1234-abcd")],
  [
    "aws_iam_openid_connect_provider",
    "arn:aws:iam::111122223333:oidc-provider/oidc.eks.example/id/A",
    arn("iam", "oidc-provider/oidc.eks.example/id/A", ""),
  ],
  ["aws_ssm_parameter", "/a/b", arn("ssm", "parameter/a/b")],
  ["aws_ssm_parameter", "plain", arn("ssm", "parameter/plain")],
  ["aws_sqs_queue", "https://sqs.eu-west-1.amazonaws.com/111122223333/q", arn("sqs", "q")],
  ["aws_s3_bucket", "acme-bucket", "arn:aws:s3:::acme-bucket"],
])("%s is imported as %s", (type, importId, name) => {
  expect(found(name)).toMatchObject({ types: [type], importId });
});

test("a deletion names the resource and its region, and none is made up", () => {
  expect(found(arn("logs", "log-group:/a")).deletion).toBe(
    "aws logs delete-log-group --log-group-name /a --region eu-west-1",
  );
  expect(found(arn("iam", "policy/p", "")).deletion).toBe(
    `aws iam delete-policy --policy-arn ${arn("iam", "policy/p", "")}`,
  );
  expect(found(arn("eks", "addon/acme-dev/coredns/1c2b")).deletion).toBeUndefined();
  expect(found(arn("batch", "job/1"))).toMatchObject({ types: [], deletion: undefined });
});

const stack = parseStack(
  JSON.stringify({
    resource: {
      aws_vpc: { network_vpc: { cidr_block: "10.0.0.0/16", tags: { Name: "acme-dev" } } },
      aws_subnet: {
        one: { tags: { Name: "acme-dev-public-a" } },
        other: { tags: { Name: "acme-dev-public-b" } },
      },
      aws_eip: { a: {}, b: {} },
      aws_cloudwatch_log_group: { log: { name: "/acme/log" }, further: { name: "/acme/further" } },
    },
  }),
);

function state(...resources: readonly (readonly [type: string, name: string, id: string | null])[]): Buffer {
  return Buffer.from(
    JSON.stringify({
      resources: resources.map(([type, name, id]) => ({
        mode: "managed",
        type,
        name,
        instances: [{ attributes: { id, arn: null } }],
      })),
    }),
  );
}

test("what one of the states has is no orphan", () => {
  const known = new KnownResources([
    state(["aws_vpc", "network_vpc", "vpc-1"]),
    state(["aws_cloudwatch_log_group", "log", "/acme/log"]),
  ]);
  const all = [found(arn("ec2", "vpc/vpc-1")), found(arn("logs", "log-group:/acme/log"))];
  expect(orphansOf(all, known, stack)).toEqual([]);
});

test("an id is compared within its type only", () => {
  const known = new KnownResources([state(["aws_ssm_parameter", "log", "/acme/log"])]);
  const [orphan] = orphansOf([found(arn("logs", "log-group:/acme/log"))], known, stack);
  expect(orphan?.address).toBe("aws_cloudwatch_log_group.log");
});

test.each([
  ["by its own name", found(arn("logs", "log-group:/acme/log")), "aws_cloudwatch_log_group.log"],
  ["by its tag", found(arn("ec2", "vpc/vpc-2"), "acme-dev"), "aws_vpc.network_vpc"],
  ["by its tag among several", found(arn("ec2", "subnet/s-1"), "acme-dev-public-b"), "aws_subnet.other"],
])("its place is found %s", (_, resource, address) => {
  const [orphan] = orphansOf([resource], new KnownResources([]), stack);
  expect(orphan?.address).toBe(address);
  expect(orphan && importBlock(orphan)).toBe(
    `import {\n  to = ${address}\n  id = ${JSON.stringify(resource.importId)}\n}`,
  );
});

test("its place is not guessed where it could be another's, or is taken", () => {
  const known = new KnownResources([state(["aws_vpc", "network_vpc", "vpc-1"])]);
  const unsure = [found(arn("ec2", "elastic-ip/eipalloc-1")), found(arn("ec2", "vpc/vpc-2"), "acme-dev")];
  expect(orphansOf(unsure, known, stack).map(importBlock)).toEqual([undefined, undefined]);
});
