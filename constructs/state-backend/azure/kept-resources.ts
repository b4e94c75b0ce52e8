import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";

/**
 * Has Terraform forget, and not destroy, what an edit of the settings takes out of the configuration: the key and those
 * who may use it, the access log. `prevent_destroy` can't keep them, because it goes with the resource.
 * https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
 */
export function keepWhatIsLeftOut(backend: Construct, settings: StateBackendSettings): void {
  const scopes = backend.node.scopes.slice(2).map((scope) => scope.node.id);
  const prefix = scopes.join("_");
  const leftOut = [
    ...(settings.encryption === "customer-key" ? [] : key),
    ...(settings.accessLogDays === 0 ? ["azurerm_log_analytics_workspace/access-log_workspace"] : []),
  ];
  TerraformStack.of(backend).addOverride(
    "removed",
    leftOut.map((resource) => ({
      from: resource.replace("/", `.${prefix}_`),
      lifecycle: { destroy: false },
    })),
  );
}

const key = [
  "azurerm_key_vault/key_vault",
  "azurerm_key_vault_key/key_key",
  "azurerm_role_assignment/key_maker",
  "azurerm_role_assignment/key_grant",
  "azurerm_user_assigned_identity/key_identity",
];
