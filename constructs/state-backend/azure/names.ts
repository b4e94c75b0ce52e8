import { globalName } from "../../account/azure/global-names";
import type { StateBackendSettings } from "../../contract/state-backend";

// The names of all that holds state: complete at synth, so that an environment's backend block is, too.

/** The resource group of all that belongs to the state. */
export function resourceGroupOf({ namePrefix }: StateBackendSettings): string {
  return `${namePrefix}-tfstate`;
}

/** The storage account, and the key vault beside it. */
export function storageAccountOf({ namePrefix, account, location }: StateBackendSettings): string {
  return globalName(namePrefix, "tf", account, location);
}

/** The container that holds an environment's state. */
export function containerOf({ layout }: StateBackendSettings, environment: string): string {
  return layout === "shared" ? "tfstate" : `${environment}-tfstate`;
}

/** The Log Analytics workspace of the access log. */
export function accessLogOf(settings: StateBackendSettings): string {
  return `${resourceGroupOf(settings)}-log`;
}
