/** The locations with Object Storage. https://docs.hetzner.com/storage/object-storage/overview */
export const hetznerLocations: readonly string[] = ["fsn1", "nbg1", "hel1"];

/** The address of a location's Object Storage. */
export function objectStorageEndpoint(location: string): string {
  return `https://${location}.your-objectstorage.com`;
}
