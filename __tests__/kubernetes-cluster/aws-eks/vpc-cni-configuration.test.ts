import { exampleEnvironment, exampleProject } from "../../examples";
import { jsonencoded, reference } from "../../jsonencoded";
import { stackOf, synthesize } from "../../synthesized";

const app = synthesize(exampleProject(), [
  exampleEnvironment("shared"),
  exampleEnvironment("pods", { network: { podCidr: "100.64.0.0/16" } }),
]);

/** The settings that the add-on gets in an environment. */
function settings(environment: string): unknown {
  const addOn = stackOf(app, environment).resource("aws_eks_addon.cluster_add-ons-before-nodes_vpc-cni");
  return jsonencoded(addOn.configuration_values);
}

test("network policies are enforced", () => {
  expect(settings("shared")).toEqual({ enableNetworkPolicy: "true" });
  expect(settings("pods")).toMatchObject({ enableNetworkPolicy: "true" });
});

test("pods with a block of their own take their addresses from their zone's subnet, behind the nodes' firewall", () => {
  const subnet = (zone: string) => ({
    id: reference(`aws_subnet.network_subnets_pods-${zone}.id`),
    securityGroups: [reference("aws_security_group.cluster_firewall_node.id")],
  });
  expect(settings("pods")).toMatchObject({
    env: { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true", ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone" },
    eniConfig: {
      create: true,
      region: "eu-west-1",
      subnets: { "eu-west-1a": subnet("eu-west-1a"), "eu-west-1b": subnet("eu-west-1b") },
    },
  });
});
