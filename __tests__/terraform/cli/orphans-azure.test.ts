// The real provider's resources in the local Azure, lost by the state.
import { azureAccountInput } from "../../azure-examples";
import { describeWithProvider } from "../provider-probe";
import { attributeOf, type LostResources, testLostResources } from "./lost-resources";

const { account: subscription, tenant, region: location } = azureAccountInput;
const tags = { project: "acme", environment: "dev" };
const group = attributeOf("azurerm_resource_group.network.name");
const groupId = `/subscriptions/${subscription}/resourceGroups/acme-dev-network`;

const resources: LostResources = {
  cloud: "azure",
  account: azureAccountInput,
  provider: {
    name: "azurerm",
    version: "4.55.0",
    settings: {
      subscription_id: subscription,
      tenant_id: tenant,
      resource_provider_registrations: "none",
      features: [{}],
    },
  },
  resource: {
    azurerm_resource_group: {
      network: { name: "acme-dev-network", location, tags },
      others: { name: "beta-dev-network", location, tags: { ...tags, project: "beta" } },
    },
    azurerm_virtual_network: {
      vnet: { name: "acme-dev", resource_group_name: group, location, address_space: ["10.0.0.0/16"], tags },
    },
    azurerm_public_ip: {
      address: {
        name: "acme-dev-nat-1",
        resource_group_name: group,
        location,
        allocation_method: "Static",
        tags,
      },
      others: {
        name: "beta-dev-nat-1",
        resource_group_name: attributeOf("azurerm_resource_group.others.name"),
        location,
        allocation_method: "Static",
        tags: { ...tags, project: "beta" },
      },
    },
    azurerm_private_dns_zone: {
      zone: { name: "dev.acme.test", resource_group_name: group, tags },
    },
    azurerm_private_dns_zone_virtual_network_link: {
      link: {
        name: "acme-dev",
        resource_group_name: group,
        private_dns_zone_name: attributeOf("azurerm_private_dns_zone.zone.name"),
        virtual_network_id: attributeOf("azurerm_virtual_network.vnet.id"),
        tags,
      },
    },
  },
  lost: [
    "azurerm_private_dns_zone_virtual_network_link.link",
    "azurerm_public_ip.address",
    "azurerm_resource_group.network",
  ],
  ofOthers: ["azurerm_public_ip.others", "azurerm_resource_group.others"],
  changed: 0,
  deletions: [
    `az group delete --name acme-dev-network --subscription ${subscription}`,
    `az resource delete --ids ${groupId}/providers/Microsoft.Network/publicIPAddresses/acme-dev-nat-1`,
  ],
};

describeWithProvider("azurerm", "hera state orphans on Azure", () => {
  testLostResources(resources);
});
