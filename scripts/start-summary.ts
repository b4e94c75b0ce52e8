// What `npm start` says at its end: outputs, resources, and where the state is.
import type { StatePlace } from "../cli/stores/state-place";
import { counted, shortValue, tableLines } from "./table";

/** A state in a store. */
export interface StoredState {
  readonly stack: string;
  /** Where it is, as the store's own tools write it. */
  readonly address: string;
  readonly bytes: number;
}

/** The address of a state as people know it. */
export function stateAddress(place: StatePlace): string {
  switch (place.type) {
    case "s3":
      return `s3://${place.config.bucket}/${place.config.key}`;
    case "azurerm":
      return `https://${place.config.storage_account_name}.blob.core.windows.net/${place.config.container_name}/${place.config.key}`;
    case "gcs":
      return `gs://${place.config.bucket}/${place.config.prefix}/default.tfstate`;
    case "local":
      return place.path;
  }
}

/** Outputs by name. */
export function outputLines(outputs: Readonly<Record<string, unknown>>): string[] {
  return tableLines(Object.entries(outputs).map(([name, value]) => [name, shortValue(value)]));
}

/** The number of resources of each stack, and of what types most of them are. */
export function resourceLines(resources: ReadonlyMap<string, readonly string[]>): string[] {
  const typeOf = (address: string): string => address.split(".").at(-2) ?? address;
  return tableLines(
    [...resources].map(([stack, addresses]) => [
      stack,
      addresses.length,
      addresses.length === 1 ? "resource:" : "resources:",
      counted(addresses.map(typeOf), 4),
    ]),
  );
}

/** The places of the states, with the size of what is in a store. */
export function stateLines(localState: string, stored: readonly StoredState[]): string[] {
  const rows = stored.map(({ stack, address, bytes }) => [stack, address, bytes, "bytes"]);
  return tableLines([["bootstrap", localState], ...rows]);
}
