import {
  type BackendBlock,
  type StateIdentity,
  type StateRole,
  stateKey,
} from "../../contract/backend-block";
import { isOidcSubject } from "../../contract/state-access";
import { accessTo, type StateBackendSettings } from "../../contract/state-backend";
import { tenantOf } from "./azure-state-checks";
import { containerOf, storageAccountOf } from "./names";

/**
 * Where a state is kept in Blob Storage. Azure makes up the client id of a role that a CI service signs in to, so that
 * it comes from `ARM_CLIENT_ID`; bootstrap's outputs tell it.
 */
export function azureBackendBlock(
  settings: StateBackendSettings,
  state: StateIdentity,
  role?: StateRole,
): BackendBlock {
  const principals = role === undefined ? [] : accessTo(settings, state.environment)[role];
  return {
    type: "azurerm",
    config: {
      tenant_id: tenantOf(settings),
      subscription_id: settings.account,
      storage_account_name: storageAccountOf(settings),
      container_name: containerOf(settings, state.environment),
      key: stateKey(state),
      // Without it the backend asks for the account's key, which is switched off.
      use_azuread_auth: true,
      ...(principals.some(isOidcSubject) ? { use_oidc: true } : {}),
    },
  };
}
