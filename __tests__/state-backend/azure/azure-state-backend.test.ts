import { azureRegions, pairedAzureRegions } from "../../../constructs/account/azure/azure-regions";
import { readConfiguration } from "../../../constructs/configuration/configuration";
import { storageAccountOf } from "../../../constructs/state-backend/azure/names";
import { exampleProject } from "../../examples";
import { stackOf, synthesize } from "../../synthesized";
import { accountName, appWith, azurePlace, bootstrapWith } from "./azure-place";

const everything = { encryption: "customer-key", accessLogDays: 30, layout: "per-environment" } as const;
const full = bootstrapWith(everything);

/** What holds state, its history, or the key to them. */
const holdsState = [
  "azurerm_key_vault.state-backend_key_vault",
  "azurerm_key_vault_key.state-backend_key_key",
  "azurerm_log_analytics_workspace.state-backend_access-log_workspace",
  "azurerm_resource_group.state-backend_group",
  "azurerm_storage_account.state-backend_state_account",
  "azurerm_storage_container.state-backend_state_container-dev-tfstate",
  "azurerm_storage_container.state-backend_state_container-prod-tfstate",
];

test.each(holdsState)("Terraform refuses to destroy %s, until the protection is lifted", (address) => {
  const unprotected = bootstrapWith({ ...everything, deletionProtection: false });
  expect(full.resource(address)).toMatchObject({ lifecycle: { prevent_destroy: true } });
  expect(unprotected.resource(address)).toMatchObject({ lifecycle: { prevent_destroy: false } });
});

test("what an edit leaves out is forgotten and not destroyed", () => {
  const plain = bootstrapWith({ layout: "per-environment" });
  const left = full.addresses.filter(
    (address) => !plain.addresses.includes(address) && !address.startsWith("azurerm_monitor_diagnostic"),
  );
  expect(plain.removed.map(({ from }) => from).sort()).toEqual(left);
  expect(plain.removed.every(({ lifecycle }) => lifecycle.destroy === false)).toBe(true);
  expect(full.removed).toEqual([]);
});

test("everything that can carry the project's tags does", () => {
  const tags = { project: "acme", environment: "bootstrap", owner: "platform", "managed-by": "hera" };
  for (const address of holdsState.filter((one) => !one.includes("container"))) {
    expect(full.resource(address).tags).toEqual(tags);
  }
});

test("without anybody to let in, one container serves environments that are not there yet", () => {
  const before = synthesize(exampleProject({ stateBackend: { store: "azure", ...azurePlace } }), []);
  expect(stackOf(before, "bootstrap").text).toBe(bootstrapWith().text);
});

test("bootstrap's own state has a container, too, where it is kept there", () => {
  const { environmentBuckets } = bootstrapWith({
    layout: "per-environment",
    bootstrapState: "backend",
  }).outputs;
  expect(environmentBuckets).toEqual({
    bootstrap: "bootstrap-tfstate",
    dev: "dev-tfstate",
    prod: "prod-tfstate",
  });
});

test.each([
  ["acme", "westeurope"],
  ["a-very-long-project", "germanywestcentral"],
  ["ab", "uksouth"],
])("the account of %s in %s has a name that Azure takes, and another in each region", (name, location) => {
  const project = { ...exampleProject({ stateBackend: { store: "azure", ...azurePlace, location } }), name };
  const { stateBackend } = readConfiguration(project, []).project;
  expect(storageAccountOf(stateBackend)).toMatch(/^[a-z][a-z0-9]{2,23}$/);
  expect(storageAccountOf({ ...stateBackend, location: "northeurope" })).not.toBe(
    storageAccountOf(stateBackend),
  );
});

const block = {
  tenant_id: azurePlace.tenant,
  subscription_id: azurePlace.account,
  storage_account_name: accountName,
  container_name: "tfstate",
  key: "dev/dev.tfstate",
  use_azuread_auth: true,
};

test("the block is complete, and has no argument that Terraform refuses or doesn't need", () => {
  expect(stackOf(appWith(), "dev").backend).toEqual({ type: "azurerm", settings: block });
});

test("with a container for each environment the block names its own", () => {
  expect(stackOf(appWith({ layout: "per-environment" }), "prod").backend.settings).toEqual({
    ...block,
    container_name: "prod-tfstate",
    key: "prod/prod.tfstate",
  });
});

test("bootstrap is pointed at the subscription and its tenant, and needs no way to the blobs", () => {
  expect(bootstrapWith().provider("azurerm")).toMatchObject([
    {
      subscription_id: azurePlace.account,
      tenant_id: azurePlace.tenant,
      storage_use_azuread: true,
      resource_provider_registrations: "none",
      features: [{ storage: [{ data_plane_available: false }] }],
    },
  ]);
});

test("every region with a pair is a region", () => {
  expect(azureRegions).toEqual(expect.arrayContaining([...pairedAzureRegions]));
  expect(pairedAzureRegions.length).toBeLessThan(azureRegions.length);
});
