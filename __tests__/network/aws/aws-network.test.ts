import { exampleInExistingNetwork, exampleProject } from "../../examples";
import { stackOf, synthesize } from "../../synthesized";

const privateSubnetIdsByZone = { "eu-west-1a": "subnet-0aaaaaaa", "eu-west-1b": "subnet-0bbbbbbb" };
const existing = { networkId: "vpc-01234567", cidr: "10.8.0.0/16", privateSubnetIdsByZone };
const publicSubnetIdsByZone = { "eu-west-1a": "subnet-0ccccccc" };

const app = synthesize(exampleProject(), [
  exampleInExistingNetwork("least", { existing }),
  exampleInExistingNetwork("all", {
    existing: {
      ...existing,
      publicSubnetIdsByZone,
      controlPlaneSubnetIds: ["subnet-0ddddddd", "subnet-0eeeeeee"],
    },
    serviceCidr: "10.96.0.0/16",
  }),
]);
const least = stackOf(app, "least");
const all = stackOf(app, "all");

test.each([least, all])("nothing is created in the network of $name but the cluster's firewall", (stack) => {
  expect(stack.addresses.filter((address) => address.includes(".network"))).toEqual([]);
  expect(stack.addresses.filter((address) => !address.includes(".cluster_"))).toEqual([]);
});

test("the cluster and its nodes take the subnets that are there", () => {
  const groups = Object.values(least.resources("aws_eks_node_group"));
  expect(groups.map((group) => group.subnet_ids)).toEqual(
    Object.values(privateSubnetIdsByZone).map((subnetId) => [subnetId]),
  );
  expect(least.only("aws_eks_cluster")).toMatchObject({
    vpc_config: { subnet_ids: Object.values(privateSubnetIdsByZone) },
  });
  expect(all.only("aws_eks_cluster")).toMatchObject({
    vpc_config: { subnet_ids: ["subnet-0ddddddd", "subnet-0eeeeeee"] },
    kubernetes_network_config: { service_ipv4_cidr: "10.96.0.0/16" },
  });
  for (const group of Object.values(all.resources("aws_security_group"))) {
    expect(group).toMatchObject({ vpc_id: "vpc-01234567" });
  }
});

test("the outputs say what is known of the network", () => {
  expect(least.outputs).toMatchObject({
    networkId: "vpc-01234567",
    cidr: "10.8.0.0/16",
    podCidr: "10.8.0.0/16",
    serviceCidr: "172.20.0.0/16",
    privateSubnetIdsByZone,
    publicSubnetIdsByZone: {},
    podSubnetIdsByZone: {},
    controlPlaneSubnetIds: Object.values(privateSubnetIdsByZone),
    egressIps: [],
  });
  expect(all.outputs).toMatchObject({ publicSubnetIdsByZone });
});
