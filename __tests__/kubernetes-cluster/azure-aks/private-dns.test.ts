import { aksNames } from "../../../constructs/kubernetes-cluster/azure-aks/names";
import { reference } from "../../jsonencoded";
import { clusterOnAzure, vnetId } from "./cluster-on-azure";

test("the network, and it alone, can find the API server by name", () => {
  const stack = clusterOnAzure();
  expect(stack.only("azurerm_private_dns_zone").name).toBe("acme-dev.private.westeurope.azmk8s.io");
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

test("each prefix has a zone of its own, and the longest ones fit AKS' 32 characters", () => {
  const longest = ["project-of-20-letter-environment1", "project-of-20-letter-environment2"];
  const zones = ["a-bc-dev", "ab-c-dev", ...longest].map((prefix) => aksNames(prefix).privateDnsSubzone);
  expect(zones.slice(0, 2)).toEqual(["a-bc-dev", "ab-c-dev"]);
  expect(new Set(zones).size).toBe(zones.length);
  for (const zone of zones) expect(zone).toMatch(/^[a-z0-9-]{1,32}$/);
});
