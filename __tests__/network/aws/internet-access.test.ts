import { exampleEnvironment, exampleProject, zones } from "../../examples";
import { reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const app = synthesize(exampleProject(), [
  exampleEnvironment("none", { zones: 3, network: { natMode: "none", privateServiceAccess: true } }),
  exampleEnvironment("single", { zones: 3, network: { natMode: "single" } }),
  exampleEnvironment("per-zone", { zones: 3, network: { natMode: "per-zone" } }),
]);
const none = stackOf(app, "none");
const single = stackOf(app, "single");
const perZone = stackOf(app, "per-zone");

/** The NAT gateway that a zone's private subnet routes to. */
function gatewayOf(stack: typeof single, zone: string): unknown {
  return stack.resource(`aws_route.network_internet_private-route-${zone}`).nat_gateway_id;
}

test.each([none, single, perZone])("the public tier of $name routes to an internet gateway", (stack) => {
  expect(stack.resource("aws_route.network_internet_public-route")).toEqual({
    route_table_id: reference("aws_route_table.network_subnets_public-routes.id"),
    destination_cidr_block: "0.0.0.0/0",
    gateway_id: reference("aws_internet_gateway.network_internet_gateway.id"),
  });
});

test.each([none, single, perZone])("the control plane's subnets of $name have no way out", (stack) => {
  const tables = Object.values(stack.resources("aws_route")).map((route) => route.route_table_id);
  expect(tables).not.toContain(reference("aws_route_table.network_subnets_control-plane-routes.id"));
});

test("without NAT there is no gateway, no address and no private route", () => {
  expect(none.resources("aws_nat_gateway")).toEqual({});
  expect(none.resources("aws_eip")).toEqual({});
  expect(Object.keys(none.resources("aws_route"))).toEqual(["network_internet_public-route"]);
  expect(none.outputs.egressIps).toEqual([]);
});

test("a single NAT gateway stands in the first zone and serves all", () => {
  expect(Object.keys(single.resources("aws_nat_gateway"))).toEqual([
    "network_internet_nat-gateway-eu-west-1a",
  ]);
  for (const zone of zones) {
    expect(gatewayOf(single, zone)).toBe(
      reference("aws_nat_gateway.network_internet_nat-gateway-eu-west-1a.id"),
    );
  }
  expect(single.outputs.egressIps).toEqual([
    reference("aws_eip.network_internet_nat-address-eu-west-1a.public_ip"),
  ]);
});

test("with a gateway per zone each zone uses its own, in its own public subnet", () => {
  for (const zone of zones) {
    expect(gatewayOf(perZone, zone)).toBe(
      reference(`aws_nat_gateway.network_internet_nat-gateway-${zone}.id`),
    );
    expect(perZone.resource(`aws_nat_gateway.network_internet_nat-gateway-${zone}`)).toMatchObject({
      subnet_id: reference(`aws_subnet.network_subnets_public-${zone}.id`),
      allocation_id: reference(`aws_eip.network_internet_nat-address-${zone}.id`),
    });
  }
  expect(perZone.outputs.egressIps).toHaveLength(3);
});

test("a NAT gateway waits for the public route, its address for the internet gateway", () => {
  expect(single.only("aws_nat_gateway").depends_on).toEqual(["aws_route.network_internet_public-route"]);
  expect(single.only("aws_eip").depends_on).toEqual(["aws_internet_gateway.network_internet_gateway"]);
});
