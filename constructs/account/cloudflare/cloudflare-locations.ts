/** Where R2 tries to keep a bucket. https://developers.cloudflare.com/r2/reference/data-location/ */
export const locationHints: readonly string[] = ["weur", "eeur", "enam", "wnam", "apac", "oc"];

/** Where R2 promises to keep a bucket; each has an address of its own. */
export const jurisdictions: readonly string[] = ["eu", "fedramp"];

/** Whether a location is a promise, and not a hint. */
export function isJurisdiction(location: string): boolean {
  return jurisdictions.includes(location);
}

/** The address of an account's R2 for buckets of a location. */
export function r2Endpoint(account: string, location: string): string {
  return `https://${account}.${isJurisdiction(location) ? `${location}.` : ""}r2.cloudflarestorage.com`;
}
