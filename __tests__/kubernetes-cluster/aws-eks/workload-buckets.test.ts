// An identity that names its buckets, beside the other buckets of its environment.
import { exampleEnvironment, exampleProject } from "../../examples";
import { jsonencoded } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";
import { allows, type Call } from "./iam-decision";

const identity = {
  name: "reports",
  namespace: "apps",
  serviceAccount: "reports",
  permissions: ["objectstore.readwrite"] as const,
  buckets: ["media", "reports"],
};
const environment = exampleEnvironment("dev", { cluster: { workloadIdentities: [identity] } });
const dev = stackOf(synthesize(exampleProject(), [environment]), "dev");
const policy = jsonencoded(dev.resource("aws_iam_role_policy.cluster_identity-reports_policy").policy);

const own = { "aws:ResourceAccount": "111122223333" };
const calls: readonly (readonly [expected: boolean, call: Call])[] = [
  [true, ["s3:GetObject", "arn:aws:s3:::acme-dev-media/a/b", own]],
  [true, ["s3:PutObject", "arn:aws:s3:::acme-dev-reports/a", own]],
  [true, ["s3:ListBucket", "arn:aws:s3:::acme-dev-media", own]],
  [false, ["s3:GetObject", "arn:aws:s3:::acme-dev-backups-111122223333/velero/a", own]],
  [false, ["s3:DeleteObject", "arn:aws:s3:::acme-dev-backups-111122223333/velero/a", own]],
  [false, ["s3:ListBucket", "arn:aws:s3:::acme-dev-backups-111122223333", own]],
  [false, ["s3:DeleteObject", "arn:aws:s3:::acme-dev-media-2/a", own]],
  [false, ["s3:ListBucket", "arn:aws:s3:::acme-dev-media-2", own]],
  [false, ["s3:GetObject", "arn:aws:s3:::acme-prod-media/a", own]],
  [false, ["s3:PutObject", "arn:aws:s3:::acme-dev-media/a", { "aws:ResourceAccount": "444455556666" }]],
];

test.each(calls)("%s: it may %j", (expected, call) => {
  expect(allows(policy, call)).toBe(expected);
});
