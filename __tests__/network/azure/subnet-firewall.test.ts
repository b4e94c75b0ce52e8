import { azureZones } from "../../azure-examples";
import { reference } from "../../jsonencoded";
import { networkOnAzure } from "./network-on-azure";

const dev = networkOnAzure();
const rule = (name: string) => dev.resource(`azurerm_network_security_rule.network_firewall_${name}`);

test("every subnet stands behind the security group", () => {
  const subnets = Object.values(dev.resources("azurerm_subnet_network_security_group_association")).map(
    (association) => [association.subnet_id, association.network_security_group_id],
  );
  expect(subnets.sort()).toEqual(
    ["api-server", ...azureZones.map((zone) => `nodes-${zone}`)].map((name) => [
      reference(`azurerm_subnet.network_subnets_${name}.id`),
      reference("azurerm_network_security_group.network_firewall_security-group.id"),
    ]),
  );
});

test("nobody comes in from the internet", () => {
  expect(rule("internet")).toMatchObject({
    direction: "Inbound",
    access: "Deny",
    protocol: "*",
    source_address_prefix: "Internet",
    source_port_range: "*",
    destination_address_prefix: "*",
    destination_port_range: "*",
  });
});

test("nodes and pods reach one another, before anything is denied", () => {
  const blocks = ["10.0.0.0/16", "100.64.0.0/16"];
  expect(rule("within")).toMatchObject({
    direction: "Inbound",
    access: "Allow",
    source_address_prefixes: blocks,
    destination_address_prefixes: blocks,
  });
  expect(Number(rule("within").priority)).toBeLessThan(Number(rule("internet").priority));
});

test("nothing else is let in, and rules that others add stay", () => {
  expect(Object.keys(dev.resources("azurerm_network_security_rule"))).toHaveLength(2);
  // Rules within the group itself would be the only ones that Terraform leaves there.
  expect(dev.only("azurerm_network_security_group")).not.toHaveProperty("security_rule");
});
