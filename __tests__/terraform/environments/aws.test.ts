// EKS environments, with their state in S3.
import { describeEnvironments } from "./describe-environments";

const region = "eu-central-1";

describeEnvironments({
  cloud: "aws",
  store: "aws",
  inventory: (world) => world.inventory(region),
  startsWith: ["buckets"],
  keeps: [],
  furtherPool: "aws_eks_node_group.cluster_pool-further_node-group-eu-central-1a",
  furtherZone: { address: /^aws_subnet\./, count: 3 },
  kubeconfigCommand: (name) => `aws eks update-kubeconfig --name hera-${name} --region ${region}`,
  identity: { annotations: {}, podLabels: {} },
  refusal: "lifecycle.prevent_destroy",
});
