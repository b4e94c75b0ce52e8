import { awsRegions } from "../../constructs/account/aws/aws-regions";
import { readConfiguration } from "../../constructs/configuration/configuration";
import { ConfigurationError } from "../../constructs/contract/problem";
import { awsEksProblems } from "../../constructs/kubernetes-cluster/aws-eks/aws-eks-checks";
import { awsNetworkProblems } from "../../constructs/network/aws/aws-network-checks";
import { awsStateProblems } from "../../constructs/state-backend/aws/aws-state-checks";
import { messageOf, told } from "./refusal";
import { changed, dev, project } from "./valid-configuration";

const longestProject = "a2345678901234567890";
const longestEnvironment = "a23456789012";
const longestPool = "a2345678901234567890123456789012";
const longestIdentity = "a2345678901234567890";
const longestKubernetesName = "a".repeat(63);

/** The environment as the checks of a cloud get it. */
function draftOf(name: string) {
  const [read] = readConfiguration(project, [changed(dev, { name })]).environments;
  if (read === undefined) throw new Error("no environment was read");
  return { ...read, nodePools: read.kubernetesCluster.nodePools, hasAllNodePools: true };
}

test.each(awsRegions)("the longest names that the contract takes fit in %s", (region) => {
  const longest = changed(project, {
    name: longestProject,
    "stateBackend.locking": "both",
    "stateBackend.encryption": "customer-key",
    "stateBackend.accessLogDays": 30,
    "clouds.aws.region": region,
    "clouds.aws.zones": [`${region}a`, `${region}b`],
  });
  const environment = changed(dev, {
    name: longestEnvironment,
    "kubernetesCluster.nodePools.1.name": longestPool,
    "kubernetesCluster.workloadIdentities": [
      {
        name: longestIdentity,
        namespace: longestKubernetesName,
        serviceAccount: longestKubernetesName,
        permissions: ["secrets.read"],
      },
    ],
  });
  expect(readConfiguration(longest, [environment]).environments).toHaveLength(1);
});

test("a bucket's name that is too long is told of with its length", () => {
  const { stateBackend } = readConfiguration(project, []).project;
  const settings = { ...stateBackend, namePrefix: "p".repeat(30), accessLogDays: 7 };
  const problems = awsStateProblems(settings, "project.stateBackend");
  expect(new ConfigurationError(problems).message).toBe(
    messageOf([
      told(
        `project.name = "${"p".repeat(30)}-tfstate-123456789012-eu-central-1" is too long for the name of an S3 bucket by 1.`,
        "Allowed: 63 characters.",
        "Mend: shorten the project's or the environment's name.",
      ),
      told(
        `project.name = "${"p".repeat(30)}-tfstate-123456789012-eu-central-1-logs" is too long for the name of an S3 bucket by 6.`,
        "Allowed: 63 characters.",
        "Mend: shorten the project's or the environment's name.",
      ),
    ]),
  );
});

test("a role's name that is too long for the network is told of", () => {
  const prefix = "p".repeat(51);
  expect(new ConfigurationError(awsNetworkProblems(draftOf("dev"), prefix)).message).toBe(
    messageOf([
      told(
        `dev.name = "${prefix}-vpc-flow-logs" is too long for the name of an IAM role by 1.`,
        "Allowed: 64 characters.",
        "Mend: shorten the project's or the environment's name.",
      ),
    ]),
  );
});

test("each name that is too long for the cluster is told of", () => {
  const kinds = awsEksProblems(draftOf("dev"), "p".repeat(125)).map(
    ({ path, problem }) => `${path} ${problem}`,
  );
  expect(kinds).toEqual([
    "dev.name is too long for the name of an EKS cluster by 25",
    "dev.name is too long for the name of an IAM role by 73",
    "dev.name is too long for the name of an IAM role by 70",
    "dev.name is too long for the name of an IAM role by 73",
    "dev.name is too long for the name of an IAM role by 73",
    "dev.name is too long for the name of an EC2 launch template by 4",
    "dev.name is too long for the name of an EC2 launch template by 6",
  ]);
});
