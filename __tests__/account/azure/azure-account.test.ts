import { azureAccountInput } from "../../azure-examples";
import { exampleEnvironment, exampleProject } from "../../examples";
import { stackOf, synthesize } from "../../synthesized";

const own = "44444444-4444-4444-8444-444444444444";
const project = exampleProject({ stateBackend: { store: "azure" }, tags: { team: "all" } });
const app = synthesize(
  {
    ...project,
    clouds: { ...project.clouds, azure: { ...azureAccountInput, environments: { prod: { account: own } } } },
  },
  ["dev", "prod"].map((name) => ({ ...exampleEnvironment(name), cloud: "azure" as const })),
);
const [bootstrap, dev, prod] = ["bootstrap", "dev", "prod"].map((name) => stackOf(app, name));

test("the provider works in the environment's subscription and tenant, and in no other", () => {
  const { account, tenant } = azureAccountInput;
  expect(bootstrap?.provider("azurerm")).toMatchObject([{ subscription_id: account, tenant_id: tenant }]);
  expect(dev?.provider("azurerm")).toMatchObject([{ subscription_id: account, tenant_id: tenant }]);
  expect(prod?.provider("azurerm")).toMatchObject([{ subscription_id: own, tenant_id: tenant }]);
});

test("the state stays in the cloud's subscription and region", () => {
  expect(prod?.backend.settings).toMatchObject({
    subscription_id: azureAccountInput.account,
    tenant_id: azureAccountInput.tenant,
  });
  expect(bootstrap?.only("azurerm_storage_account")).toMatchObject({ location: azureAccountInput.region });
});

test("the provider changes nothing of the subscription itself, and signs in to storage without keys", () => {
  expect(dev?.provider("azurerm")).toMatchObject([
    { resource_provider_registrations: "none", storage_use_azuread: true },
  ]);
});

test("every resource that takes tags says whose it is", () => {
  expect(dev?.only("azurerm_kubernetes_cluster").tags).toEqual({
    team: "all",
    project: "acme",
    environment: "dev",
    owner: "platform",
    "managed-by": "hera",
  });
});
