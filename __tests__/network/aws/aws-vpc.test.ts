import { exampleEnvironment, exampleProject, zones } from "../../examples";
import { reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const app = synthesize(exampleProject(), [
  exampleEnvironment("dev", {
    zones: 3,
    network: { cidr: "192.168.0.0/18", serviceCidr: "10.96.0.0/16", natMode: "per-zone" },
  }),
]);
const dev = stackOf(app, "dev");

test("the VPC has the environment's block, and names that EKS and endpoints need", () => {
  expect(dev.only("aws_vpc")).toEqual({
    cidr_block: "192.168.0.0/18",
    enable_dns_hostnames: true,
    enable_dns_support: true,
    tags: { Name: "acme-dev" },
  });
});

test("the default security group is adopted without a rule", () => {
  const group = dev.only("aws_default_security_group");
  expect(group).toMatchObject({ vpc_id: reference("aws_vpc.network_vpc.id") });
  expect(group).not.toHaveProperty("ingress");
  expect(group).not.toHaveProperty("egress");
});

test("the outputs name the network, its blocks and its subnets by zone", () => {
  const subnets = (tier: string) =>
    Object.fromEntries(
      zones.map((zone) => [zone, reference(`aws_subnet.network_subnets_${tier}-${zone}.id`)]),
    );
  expect(dev.outputs).toMatchObject({
    networkId: reference("aws_vpc.network_vpc.id"),
    cidr: "192.168.0.0/18",
    podCidr: "192.168.0.0/18",
    serviceCidr: "10.96.0.0/16",
    privateSubnetIdsByZone: subnets("private"),
    publicSubnetIdsByZone: subnets("public"),
    podSubnetIdsByZone: {},
    controlPlaneSubnetIds: Object.values(subnets("control-plane")),
  });
});
