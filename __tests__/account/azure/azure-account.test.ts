import { azureAccount } from "../../azure-examples";
import { networkOnAzure } from "../../network/azure/network-on-azure";

const dev = networkOnAzure();

test("the provider works in the environment's subscription and tenant, and in no other", () => {
  expect(dev.provider("azurerm")).toMatchObject([
    { subscription_id: azureAccount.id, tenant_id: azureAccount.tenant },
  ]);
});

test("the provider changes nothing of the subscription itself, and signs in to storage without keys", () => {
  expect(dev.provider("azurerm")).toMatchObject([
    { resource_provider_registrations: "none", storage_use_azuread: true },
  ]);
});
