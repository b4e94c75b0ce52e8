import { gcpRegions } from "../../account/gcp/gcp-regions";

/** Two regions that one bucket can span. */
export interface DualRegion {
  /** What the bucket's location is called. */
  readonly code: string;
  /** Whether the bucket names its two regions beside the code; a pair with a name of its own doesn't. */
  readonly isConfigurable: boolean;
}

/** Pairs that have a name of their own; some can be had by it alone. */
const predefined: Readonly<Record<string, readonly [string, string]>> = {
  ASIA1: ["asia-northeast1", "asia-northeast2"],
  EUR4: ["europe-north1", "europe-west4"],
  EUR5: ["europe-west1", "europe-west2"],
  EUR7: ["europe-west2", "europe-west3"],
  EUR8: ["europe-west3", "europe-west6"],
  NAM4: ["us-central1", "us-east1"],
};

/** Regions of which any two can be paired, by the code of the area; the smaller area goes first. */
const configurable: Readonly<Record<string, readonly string[]>> = {
  AU: ["australia-southeast1", "australia-southeast2"],
  CA: ["northamerica-northeast1", "northamerica-northeast2"],
  DE: ["europe-west10", "europe-west3"],
  IN: ["asia-south1", "asia-south2"],
  IT: ["europe-west12", "europe-west8"],
  ASIA: ["asia-east1", "asia-southeast1"],
  EU: [
    "europe-central2",
    "europe-north1",
    "europe-southwest1",
    "europe-west1",
    "europe-west10",
    "europe-west12",
    "europe-west3",
    "europe-west4",
    "europe-west8",
    "europe-west9",
  ],
  US: gcpRegions.filter((region) => region.startsWith("us-")),
};

/**
 * The location of a bucket that spans two regions; undefined where none can.
 * https://docs.cloud.google.com/storage/docs/locations#location-dr
 */
export function dualRegionOf(first: string, second: string): DualRegion | undefined {
  const named = codeOf(predefined, first, second);
  if (named !== undefined) return { code: named, isConfigurable: false };
  const area = codeOf(configurable, first, second);
  return area === undefined ? undefined : { code: area, isConfigurable: true };
}

/** The regions that can be paired with one. */
export function partnersOf(region: string): readonly string[] {
  const all = [...Object.values(predefined), ...Object.values(configurable)];
  const together = all.filter((regions) => regions.includes(region)).flat();
  return [...new Set(together)].filter((other) => other !== region).sort();
}

function codeOf(
  areas: Readonly<Record<string, readonly string[]>>,
  first: string,
  second: string,
): string | undefined {
  const found = Object.entries(areas).find(
    ([, regions]) => regions.includes(first) && regions.includes(second),
  );
  return found?.[0];
}
