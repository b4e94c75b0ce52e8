import type { StatePlace } from "./state-place";

/** The object or file that holds a state, whatever locks it: equal for two places of one state. */
export function stateObject(place: StatePlace): string {
  switch (place.type) {
    case "s3":
      return `s3 ${place.config.endpoints?.s3 ?? ""} ${place.config.bucket} ${place.config.key}`;
    case "azurerm":
      return `azurerm ${place.config.storage_account_name} ${place.config.container_name} ${place.config.key}`;
    case "gcs":
      return `gcs ${place.config.bucket} ${place.config.prefix}`;
    case "local":
      return `local ${place.path}`;
  }
}

/** What keeps two applies apart there: equal for two places that lock alike. */
export function locksOf(place: StatePlace): string {
  if (place.type !== "s3") return place.type;
  const { use_lockfile: usesLockfile = false, dynamodb_table: table = "" } = place.config;
  return [usesLockfile ? "lockfile" : "", table === "" ? "" : `table ${table}`].filter(Boolean).join(" and ");
}
