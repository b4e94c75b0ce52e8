import { exampleEnvironment, exampleProject, zones } from "../../examples";
import { reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const app = synthesize(exampleProject(), [
  exampleEnvironment("plain", { zones: 3 }),
  exampleEnvironment("pods", { zones: 3, network: { podCidr: "100.64.0.0/16" } }),
]);
const plain = stackOf(app, "plain");
const pods = stackOf(app, "pods");

test("each zone has a private, a public and a control-plane subnet, keyed by the zone's name", () => {
  const expected = zones.flatMap((zone) =>
    ["control-plane", "private", "public"].map((tier) => `network_subnets_${tier}-${zone}`),
  );
  expect(Object.keys(plain.resources("aws_subnet")).sort()).toEqual(expected.sort());
});

test.each(zones)("the subnets of %s lie in it", (zone) => {
  for (const tier of ["private", "public", "control-plane"]) {
    expect(plain.resource(`aws_subnet.network_subnets_${tier}-${zone}`)).toMatchObject({
      availability_zone: zone,
      vpc_id: reference("aws_vpc.network_vpc.id"),
    });
  }
});

test("no subnet gives out public addresses", () => {
  for (const subnet of Object.values(pods.resources("aws_subnet"))) {
    expect(subnet).toMatchObject({ map_public_ip_on_launch: false });
  }
});

test("load balancer controllers find public and internal subnets by their tags, and no others", () => {
  const tags = Object.entries(pods.resources("aws_subnet")).map(([name, subnet]) => [name, subnet.tags]);
  const tagged = (tag: string) =>
    tags.filter(([, value]) => JSON.stringify(value).includes(`"${tag}":"1"`)).map(([name]) => name);
  expect(tagged("kubernetes.io/role/elb")).toEqual(zones.map((zone) => `network_subnets_public-${zone}`));
  expect(tagged("kubernetes.io/role/internal-elb")).toEqual(
    zones.map((zone) => `network_subnets_private-${zone}`),
  );
});

test("private subnets have a route table for each zone, the other tiers one for all", () => {
  const table = (tier: string, zone: string) =>
    plain.resource(`aws_route_table_association.network_subnets_${tier}-${zone}-routes-association`);
  for (const zone of zones) {
    expect(table("private", zone)).toEqual({
      subnet_id: reference(`aws_subnet.network_subnets_private-${zone}.id`),
      route_table_id: reference(`aws_route_table.network_subnets_private-${zone}-routes.id`),
    });
    expect(table("public", zone)).toEqual({
      subnet_id: reference(`aws_subnet.network_subnets_public-${zone}.id`),
      route_table_id: reference("aws_route_table.network_subnets_public-routes.id"),
    });
    expect(table("control-plane", zone)).toEqual({
      subnet_id: reference(`aws_subnet.network_subnets_control-plane-${zone}.id`),
      route_table_id: reference("aws_route_table.network_subnets_control-plane-routes.id"),
    });
  }
});

test("without a block of their own pods have no subnets", () => {
  expect(plain.resources("aws_vpc_ipv4_cidr_block_association")).toEqual({});
  expect(plain.outputs).toMatchObject({ podCidr: "10.0.0.0/16", podSubnetIdsByZone: {} });
});

test("a block for pods is added to the VPC before its subnets, which route as the nodes do", () => {
  expect(pods.only("aws_vpc_ipv4_cidr_block_association")).toEqual({
    vpc_id: reference("aws_vpc.network_vpc.id"),
    cidr_block: "100.64.0.0/16",
  });
  expect(pods.resource("aws_subnet.network_subnets_pods-eu-west-1b")).toMatchObject({
    cidr_block: "100.64.32.0/19",
    availability_zone: "eu-west-1b",
    depends_on: ["aws_vpc_ipv4_cidr_block_association.network_pod-cidr"],
  });
  expect(
    pods.resource("aws_route_table_association.network_subnets_pods-eu-west-1b-routes-association"),
  ).toMatchObject({
    route_table_id: reference("aws_route_table.network_subnets_private-eu-west-1b-routes.id"),
  });
  expect(pods.outputs).toMatchObject({
    podCidr: "100.64.0.0/16",
    podSubnetIdsByZone: Object.fromEntries(
      zones.map((zone) => [zone, reference(`aws_subnet.network_subnets_pods-${zone}.id`)]),
    ),
  });
});
