import { azurePlace } from "../../state-backend/azure/azure-place";
import type { StoreReading } from "./reading";

const account = "azurerm_storage_account.state-backend_state_account";

/** How the store in Blob Storage is read. */
export const azureStoreReading: StoreReading = {
  backend: "azurerm",
  stateBackend: { store: "azure", ...azurePlace },
  lacks: [],
  travelsOverTlsOnly: (bootstrap) => {
    const { https_traffic_only_enabled: isSecured, min_tls_version: tls } = bootstrap.resource(account);
    return isSecured === true && tls === "TLS1_2";
  },
  // Azure encrypts every account; what could be left open is who has the keys to it.
  isEncrypted: (bootstrap) => bootstrap.resource(account).shared_access_key_enabled === false,
  isVersioned: (bootstrap) =>
    JSON.stringify(bootstrap.resource(account).blob_properties).includes('"versioning_enabled":true'),
  isClosedToThePublic: (bootstrap) => {
    const containers = Object.values(bootstrap.resources("azurerm_storage_container"));
    return (
      bootstrap.resource(account).allow_nested_items_to_be_public === false &&
      containers.every((container) => container.container_access_type === "private")
    );
  },
  isProtected: (bootstrap) =>
    JSON.stringify(bootstrap.resource(account).lifecycle) === '{"prevent_destroy":true}' &&
    bootstrap.only("azurerm_management_lock").lock_level === "CanNotDelete",
  isLocked: ({ backend: { type } }) => type === "azurerm",
};
