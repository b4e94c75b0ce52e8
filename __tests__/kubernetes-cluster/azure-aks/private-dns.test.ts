import { reference } from "../../jsonencoded";
import { clusterOnAzure, vnetId } from "./cluster-on-azure";

test("the network, and it alone, can find the API server by name", () => {
  const stack = clusterOnAzure();
  expect(stack.only("azurerm_private_dns_zone").name).toBe("acmedev.privatelink.westeurope.azmk8s.io");
  expect(stack.only("azurerm_private_dns_zone_virtual_network_link")).toMatchObject({
    private_dns_zone_name: reference("azurerm_private_dns_zone.cluster_private-dns_zone.name"),
    virtual_network_id: vnetId,
    registration_enabled: false,
  });
});

test("a public API server needs no zone", () => {
  const open = clusterOnAzure({
    cluster: { endpointAccess: "public-restricted", authorizedCidrs: ["198.51.100.7/32"] },
  });
  expect(open.addresses.filter((address) => address.includes("private_dns"))).toEqual([]);
});

test("the longest prefix fits AKS' 32 characters", () => {
  const stack = clusterOnAzure({ namePrefix: "project-of-20-letter-environment1" });
  const [subzone = ""] = String(stack.only("azurerm_private_dns_zone").name).split(".");
  expect(subzone).toMatch(/^[a-z0-9]{1,32}$/);
});
