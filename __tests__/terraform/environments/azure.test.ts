// AKS environments, with their state in Cloud Storage: a store need not be of the environment's cloud.
import { project } from "../../../envs/project";
import { azureInventory } from "../azure-api";
import { describeWithProviders } from "../provider-probe";
import { describeEnvironments } from "./describe-environments";

const { account = "" } = project.clouds.azure ?? {};

describeWithProviders(["google", "azurerm"], "AKS environments", () => {
  describeEnvironments({
    cloud: "azure",
    store: "gcp",
    inventory: (world) => azureInventory(world, account),
    startsWith: ["resource groups"],
    keeps: [],
    furtherPool: "azurerm_kubernetes_cluster_node_pool.cluster_pool-further-1",
    furtherZone: { address: /^azurerm_subnet\./, count: 1 },
    kubeconfigCommand: (name) =>
      `az aks get-credentials --subscription ${account} --resource-group hera-${name}-cluster --name hera-${name} && kubelogin convert-kubeconfig --login azurecli`,
    identity: {
      annotations: { "azure.workload.identity/client-id": expect.stringMatching(/^[0-9a-f-]{36}$/) },
      podLabels: { "azure.workload.identity/use": "true" },
    },
    refusal: "lifecycle.prevent_destroy",
  });
});
