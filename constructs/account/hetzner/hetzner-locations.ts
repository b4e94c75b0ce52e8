/**
 * The locations with Object Storage, which hold states, logs and snapshots. All of them are in one network zone.
 * https://docs.hetzner.com/storage/object-storage/overview
 */
export const hetznerLocations: readonly string[] = ["fsn1", "nbg1", "hel1"];

/**
 * The network zones with Object Storage, and their locations. A network lies in one zone, and spans its locations.
 * https://docs.hetzner.com/cloud/networks/faq
 */
export const locationsOfNetworkZones: Readonly<Record<string, readonly string[]>> = {
  "eu-central": hetznerLocations,
};

/** The address of a location's Object Storage. */
export function objectStorageEndpoint(location: string): string {
  return `https://${location}.your-objectstorage.com`;
}
