import { azureAccount } from "../../azure-examples";
import { reference } from "../../jsonencoded";
import { federationStack, identity, issuerUrl, published } from "../federation-stack";

const zoneId =
  "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/dns/providers/Microsoft.Network/dnsZones/example.com";
const account = { ...azureAccount, dnsZoneIds: [zoneId] };
const stack = federationStack("azure", account, [
  identity({ name: "reader" }),
  identity({ name: "storage", serviceAccount: "uploads", permissions: ["objectstore.readwrite"] }),
  identity({
    name: "logs",
    serviceAccount: "logs",
    permissions: ["objectstore.readwrite"],
    buckets: ["logs"],
  }),
  identity({ name: "records", namespace: "dns", serviceAccount: "dns", permissions: ["dns.write"] }),
]);
const addressOf = (name: string) => `azurerm_user_assigned_identity.federation_workload-${name}_identity`;
const group = "azurerm_resource_group.federation_group";

function rolesOf(name: string) {
  const principal = reference(`${addressOf(name)}.principal_id`);
  return Object.values(stack.resources("azurerm_role_assignment"))
    .filter(({ principal_id }) => principal_id === principal)
    .map(({ scope, role_definition_name }) => [scope, role_definition_name]);
}

test("a managed identity is for the pods of one service account, once the issuer's keys are published", () => {
  const credential = (name: string) => ({
    name: "service-account",
    parent_id: reference(`${addressOf(name)}.id`),
    resource_group_name: reference(`${group}.name`),
    issuer: issuerUrl,
    audience: ["api://AzureADTokenExchange"],
    depends_on: [published],
  });
  expect(Object.values(stack.resources("azurerm_federated_identity_credential"))).toEqual([
    { ...credential("logs"), subject: "system:serviceaccount:web:logs" },
    { ...credential("reader"), subject: "system:serviceaccount:web:server" },
    { ...credential("records"), subject: "system:serviceaccount:dns:dns" },
    { ...credential("storage"), subject: "system:serviceaccount:web:uploads" },
  ]);
});

test("each identity may use what it was given, and nothing of another's", () => {
  const vault = reference("azurerm_key_vault.federation_stores_secrets.id");
  const objects = reference("azurerm_storage_account.federation_stores_objects.id");
  expect(rolesOf("reader")).toEqual([[vault, "Key Vault Secrets User"]]);
  expect(rolesOf("storage")).toEqual([[objects, "Storage Blob Data Contributor"]]);
  const logs = `${objects}/blobServices/default/containers/logs`;
  expect(rolesOf("logs")).toEqual([[logs, "Storage Blob Data Contributor"]]);
  expect(rolesOf("records")).toEqual([[zoneId, "DNS Zone Contributor"]]);
});

test("the stores are the environment's own, open to identities alone", () => {
  const place = { resource_group_name: reference(`${group}.name`), location: "westeurope" };
  expect(stack.resource(group)).toMatchObject({ name: "acme-dev-workloads", location: "westeurope" });
  expect(stack.only("azurerm_key_vault")).toMatchObject({
    ...place,
    tenant_id: azureAccount.tenant,
    rbac_authorization_enabled: true,
  });
  expect(stack.only("azurerm_storage_account")).toMatchObject({ ...place, shared_access_key_enabled: false });
});

test("they are as protected from a destroy as the cluster", () => {
  const isProtected = (deletionProtection: boolean) => {
    const identities = [identity({ permissions: ["secrets.read", "objectstore.readwrite"] })];
    const one = federationStack("azure", account, identities, { deletionProtection });
    return ["azurerm_key_vault", "azurerm_storage_account"].map((type) => one.only(type).lifecycle);
  };
  expect(isProtected(true)).toEqual([{ prevent_destroy: true }, { prevent_destroy: true }]);
  expect(isProtected(false)).toEqual([{ prevent_destroy: false }, { prevent_destroy: false }]);
});

test("without an identity that uses them there are no stores", () => {
  const records = identity({ permissions: ["dns.write"] });
  const addresses = federationStack("azure", account, [records]).addresses;
  expect(addresses.filter((address) => address.includes("stores"))).toEqual([]);
});

test("a service account is told its identity and its tenant, and its pods their label", () => {
  const client = reference(`${addressOf("reader")}.client_id`);
  expect(stack.outputs.reader).toEqual({
    principal: client,
    annotations: {
      "azure.workload.identity/client-id": client,
      "azure.workload.identity/tenant-id": azureAccount.tenant,
    },
    podLabels: { "azure.workload.identity/use": "true" },
  });
});

test.each(["autoscaler", "volumes.snapshot"] as const)(
  "%s is nothing that Azure could grant",
  (permission) => {
    expect(() => federationStack("azure", account, [identity({ permissions: [permission] })])).toThrow(
      `${permission} of the identity app is about a cluster that stands on another cloud.`,
    );
  },
);
