import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { workloadPermissions } from "../../constructs/contract/workload-identity";
import { azureAksCapabilities } from "../../constructs/kubernetes-cluster/azure-aks/azure-aks-capabilities";
import { environments } from "../../envs/environments";
import { project } from "../../envs/project";
import { projectRoot } from "../../scripts/host";
import { synthesize } from "../synthesized";

const file = path.join(projectRoot(), "docs", "clouds", "azure-deploy-role.json");
const role = z
  .object({ Actions: z.array(z.string()), DataActions: z.array(z.string()) })
  .parse(JSON.parse(readFileSync(file, "utf8")));

/** What making, changing and removing a resource calls, by its type; a subnet belongs to its network, as in Azure. */
const actionsOf: Readonly<Record<string, readonly string[]>> = {
  application_security_group: ["Microsoft.Network/applicationSecurityGroups/*"],
  disk_encryption_set: ["Microsoft.Compute/diskEncryptionSets/*"],
  federated_identity_credential: ["Microsoft.ManagedIdentity/userAssignedIdentities/*"],
  dns_zone: ["Microsoft.Network/dnsZones/*"],
  // The provider looks for one that was removed, to take it back.
  key_vault: ["Microsoft.KeyVault/vaults/*"],
  // Made through the vault itself, by the role on it that the stack gives to whoever makes it.
  key_vault_key: [],
  kubernetes_cluster: ["Microsoft.ContainerService/managedClusters/*"],
  kubernetes_cluster_node_pool: ["Microsoft.ContainerService/managedClusters/*"],
  log_analytics_workspace: [
    "Microsoft.OperationalInsights/workspaces/*",
    "Microsoft.OperationalInsights/deletedWorkspaces/read",
  ],
  log_analytics_workspace_table: ["Microsoft.OperationalInsights/workspaces/*"],
  monitor_diagnostic_setting: ["Microsoft.Insights/diagnosticSettings/*"],
  nat_gateway: ["Microsoft.Network/natGateways/*"],
  nat_gateway_public_ip_association: ["Microsoft.Network/natGateways/*"],
  network_security_group: ["Microsoft.Network/networkSecurityGroups/*"],
  network_security_rule: ["Microsoft.Network/networkSecurityGroups/*"],
  // https://learn.microsoft.com/azure/network-watcher/required-rbac-permissions
  network_watcher_flow_log: [
    "Microsoft.Network/networkWatchers/read",
    "Microsoft.Network/networkWatchers/configureFlowLog/action",
    "Microsoft.Network/networkWatchers/flowLogs/*",
  ],
  private_dns_zone: [
    "Microsoft.Network/privateDnsZones/*",
    "Microsoft.Network/privateDnsOperationResults/read",
    "Microsoft.Network/privateDnsOperationStatuses/read",
  ],
  private_dns_zone_virtual_network_link: ["Microsoft.Network/privateDnsZones/*"],
  public_ip: ["Microsoft.Network/publicIPAddresses/*"],
  resource_group: ["Microsoft.Resources/subscriptions/resourceGroups/*"],
  role_assignment: ["Microsoft.Authorization/roleAssignments/*"],
  role_definition: ["Microsoft.Authorization/roleDefinitions/*"],
  storage_account: ["Microsoft.Storage/storageAccounts/*"],
  storage_container: ["Microsoft.Storage/storageAccounts/*"],
  storage_management_policy: ["Microsoft.Storage/storageAccounts/*"],
  subnet: ["Microsoft.Network/virtualNetworks/*"],
  subnet_nat_gateway_association: ["Microsoft.Network/virtualNetworks/*"],
  subnet_network_security_group_association: ["Microsoft.Network/virtualNetworks/*"],
  user_assigned_identity: ["Microsoft.ManagedIdentity/userAssignedIdentities/*"],
  virtual_network: ["Microsoft.Network/virtualNetworks/*"],
};

/** What the provider itself reads, and finds the id of a role by its name with. */
const ofProvider = [
  "Microsoft.Resources/subscriptions/read",
  "Microsoft.Resources/subscriptions/providers/read",
  "Microsoft.Authorization/roleDefinitions/read",
];

/** Services whose changes take time, and tell by region how far they are. */
const longRunning = [
  "Compute",
  "ContainerService",
  "KeyVault",
  "Network",
  "OperationalInsights",
  "Storage",
].map((service) => `Microsoft.${service}`);

/** The types of all that an environment can have, `azurerm_` left out. */
function resourceTypes(): readonly string[] {
  const zone =
    "/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/dns/providers/Microsoft.Network/dnsZones/example.com";
  const { azure } = project.clouds;
  if (azure === undefined) throw new Error("the project has no account on Azure");
  const permissions = workloadPermissions.filter((one) =>
    azureAksCapabilities.workloadPermissions.includes(one),
  );
  const workloadIdentities = [{ name: "all", namespace: "apps", serviceAccount: "all", permissions }];
  const app = synthesize(
    { ...project, clouds: { ...project.clouds, azure: { ...azure, dnsZoneIds: [zone] } } },
    environments.map((environment) => ({
      ...environment,
      cloud: "azure",
      kubernetesCluster: { ...environment.kubernetesCluster, workloadIdentities },
    })),
  );
  const addresses = environments.flatMap(({ name }) => app.get(name)?.addresses ?? []);
  return [...new Set(addresses.map((address) => address.replace(/^azurerm_(\w+)\..*/, "$1")))];
}

test("the role holds what the resources of the stacks need, and nothing else", () => {
  const types = resourceTypes();
  expect(types.filter((type) => actionsOf[type] === undefined)).toEqual([]);
  const actions = types.flatMap((type) => actionsOf[type] ?? []);
  const progress = longRunning
    .filter((namespace) => actions.some((action) => action.startsWith(`${namespace}/`)))
    .map((namespace) => `${namespace}/locations/*/read`);
  const covered = (action: string) =>
    [...actions].some(
      (other) => other !== action && other.endsWith("/*") && action.startsWith(other.slice(0, -1)),
    );
  const needed = [...new Set([...actions, ...progress, ...ofProvider])].filter((action) => !covered(action));
  expect(role.Actions).toEqual(needed.sort());
});

test("the role reads and writes no data: no secret, no key, no blob", () => {
  expect(role.DataActions).toEqual([]);
});
