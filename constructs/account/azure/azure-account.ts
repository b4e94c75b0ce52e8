import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { Aspects, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Account } from "../../contract/project";

/**
 * Points a stack's `azurerm` provider at one subscription, which is the only one that it can reach.
 *
 * @param tags go on every resource that can carry tags; the provider has no setting for that.
 */
export function useAzureAccount(
  stack: TerraformStack,
  { id, tenant }: Pick<Account, "id" | "tenant">,
  tags: Record<string, string>,
): void {
  if (tenant === undefined) throw new Error(`${stack.node.id} is in a subscription without its tenant`);
  new AzurermProvider(stack, "azurerm", {
    subscriptionId: id,
    tenantId: tenant,
    // Whoever runs Terraform need not be allowed to change which services the subscription may use.
    resourceProviderRegistrations: "none",
    storageUseAzuread: true,
    features: [
      {
        // All that is built here goes through Azure Resource Manager. So Terraform needs no way to the blobs themselves,
        // past network rules or for a role on data.
        storage: [{ dataPlaneAvailable: false }],
        keyVault: [{ purgeSoftDeleteOnDestroy: false, purgeSoftDeletedKeysOnDestroy: false }],
        resourceGroup: [{ preventDeletionIfContainsResources: true }],
      },
    ],
  });
  Aspects.of(stack).add({
    visit: (node) => {
      if (canCarryTags(node)) node.tags = tags;
    },
  });
}

/** A resource of the provider that has the argument `tags`. */
function canCarryTags(node: IConstruct): node is IConstruct & { tags: Record<string, string> } {
  return "tags" in node && "tagsInput" in node;
}
