import { exampleEnvironment, exampleProject, zones } from "../../examples";
import { reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const app = synthesize(exampleProject(), [
  exampleEnvironment("public", { zones: 3 }),
  exampleEnvironment("private", { zones: 3, network: { privateServiceAccess: true } }),
  exampleEnvironment("pods", {
    zones: 3,
    network: { privateServiceAccess: true, podCidr: "100.64.0.0/16" },
  }),
]);
const withoutAccess = stackOf(app, "public");
const withAccess = stackOf(app, "private");
const withPods = stackOf(app, "pods");

test.each(["s3", "dynamodb"])(
  "a gateway endpoint for %s is always there, for every table with a way out",
  (service) => {
    expect(withoutAccess.resource(`aws_vpc_endpoint.network_services_${service}`)).toMatchObject({
      vpc_endpoint_type: "Gateway",
      service_name: `com.amazonaws.eu-west-1.${service}`,
      route_table_ids: ["public", ...zones.map((zone) => `private-${zone}`)].map((table) =>
        reference(`aws_route_table.network_subnets_${table}-routes.id`),
      ),
    });
  },
);

test("without private service access there are no endpoints that cost money", () => {
  expect(Object.keys(withoutAccess.resources("aws_vpc_endpoint"))).toHaveLength(2);
  expect(withoutAccess.resources("aws_security_group")).not.toHaveProperty("network_services_security-group");
});

test("private service access covers all that nodes, add-ons and Pod Identity call", () => {
  const interfaces = Object.values(withAccess.resources("aws_vpc_endpoint"))
    .filter((endpoint) => endpoint.vpc_endpoint_type === "Interface")
    .map((endpoint) => String(endpoint.service_name).replace("com.amazonaws.eu-west-1.", ""));
  expect(interfaces.sort()).toEqual([
    "autoscaling",
    "ec2",
    "ec2messages",
    "ecr.api",
    "ecr.dkr",
    "eks",
    "eks-auth",
    "elasticloadbalancing",
    "kms",
    "logs",
    "ssm",
    "ssmmessages",
    "sts",
  ]);
});

test("an interface endpoint answers under the service's own name, in every zone", () => {
  expect(withAccess.resource("aws_vpc_endpoint.network_services_ecr-api")).toMatchObject({
    private_dns_enabled: true,
    subnet_ids: zones.map((zone) => reference(`aws_subnet.network_subnets_control-plane-${zone}.id`)),
    security_group_ids: [reference("aws_security_group.network_services_security-group.id")],
  });
});

test("the endpoints' firewall lets in HTTPS from the network and from pods, and nothing else", () => {
  const group = reference("aws_security_group.network_services_security-group.id");
  const callers = (stack: typeof withPods) =>
    Object.values(stack.resources("aws_vpc_security_group_ingress_rule"))
      .filter((rule) => rule.security_group_id === group)
      .map(({ cidr_ipv4, ip_protocol, from_port, to_port }) => ({
        cidr_ipv4,
        ip_protocol,
        from_port,
        to_port,
      }));
  const https = { ip_protocol: "tcp", from_port: 443, to_port: 443 };
  expect(callers(withAccess)).toEqual([{ cidr_ipv4: "10.0.0.0/16", ...https }]);
  expect(callers(withPods)).toEqual([
    { cidr_ipv4: "10.0.0.0/16", ...https },
    { cidr_ipv4: "100.64.0.0/16", ...https },
  ]);
  expect(withPods.resource("aws_security_group.network_services_security-group")).not.toHaveProperty(
    "ingress",
  );
});
