/** From when on, and how long, GKE supports a minor. */
export interface Support {
  /** The day on which the Regular channel got it. */
  readonly available: string;
  /** The day on which standard support ends; extended support goes on for ten months, in its own channel. */
  readonly endOfSupport: string;
}

/**
 * A minor leaves when its standard support ends: the Regular channel then makes no cluster of it any more. One whose
 * day isn't known can't be held until then, and is not here.
 * https://docs.cloud.google.com/kubernetes-engine/docs/release-schedule, as of November 2026
 */
const schedule: Readonly<Record<string, Support>> = {
  "1.35": { available: "2026-02-11", endOfSupport: "2027-04-11" },
};

/** The minors that GKE offers in both channels. */
export const kubernetesVersions: readonly string[] = Object.keys(schedule);

/** When standard support of these ends. */
export const endOfSupport: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(schedule).map(([minor, support]) => [minor, support.endOfSupport]),
);

/** @throws Error about a minor that the capabilities don't have. */
export function supportOf(minor: string): Support {
  const support = schedule[minor];
  if (support === undefined) throw new Error(`GKE's support of ${minor} is not known.`);
  return support;
}
