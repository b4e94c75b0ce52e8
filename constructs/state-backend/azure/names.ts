import { createHash } from "node:crypto";
import type { StateBackendSettings } from "../../contract/state-backend";

// The names of all that holds state: complete at synth, so that an environment's backend block is, too.

/** The resource group of all that belongs to the state. */
export function resourceGroupOf({ namePrefix }: StateBackendSettings): string {
  return `${namePrefix}-tfstate`;
}

/**
 * The storage account, and the key vault beside it. Such names are shared by all of Azure, are 3 to 24 characters long,
 * and a storage account's has letters and digits alone: the project's is cut, and what makes it unique is a digest.
 */
export function storageAccountOf({ namePrefix, account, location }: StateBackendSettings): string {
  const letters = namePrefix.replaceAll("-", "").slice(0, 12);
  return `${letters}tf${digest(namePrefix, account, location)}`;
}

/** The container that holds an environment's state. */
export function containerOf({ layout }: StateBackendSettings, environment: string): string {
  return layout === "shared" ? "tfstate" : `${environment}-tfstate`;
}

/** The Log Analytics workspace of the access log. */
export function accessLogOf(settings: StateBackendSettings): string {
  return `${resourceGroupOf(settings)}-log`;
}

/** Ten letters and digits that stand for some texts. */
export function digest(...texts: readonly string[]): string {
  return createHash("sha256").update(texts.join("\n")).digest("hex").slice(0, 10);
}
