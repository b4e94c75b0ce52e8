import { addOns } from "../../../constructs/contract/add-ons";
import { type FeatureName, featureNames } from "../../../constructs/contract/feature";
import {
  type Platform,
  platformProfiles,
  platformSchema,
  wantedFeatures,
} from "../../../constructs/contract/platform";
import { dependantsOf, needsOf } from "../features";
import { nextOf, type OtherValue } from "./other";
import type { Subject } from "./subject";

const path = "environment.platform";

function ofPlatform(field: string, value: (platform: Platform, subject: Subject) => unknown): OtherValue {
  return (subject) => {
    const { platform } = subject.read;
    return platform && { [`${path}.${field}`]: value(platform, subject) };
  };
}

/** The feature switched over, with all that must be switched with it. */
function toggled(name: FeatureName): OtherValue {
  return ({ wish: { environment }, cloud }) => {
    if (environment.platform === undefined) return undefined;
    const on = wantedFeatures(platformSchema.parse(environment.platform));
    const isOn = on.includes(name);
    const others = isOn ? dependantsOf(name, cloud) : needsOf(name, cloud);
    const switched = Object.fromEntries([name, ...others].map((one) => [one, !isOn]));
    return { [`${path}.features`]: { ...environment.platform.features, ...switched } };
  };
}

/** Other values for what a cluster gets before its applications; most clouds can't do without what they ship. */
export const platformChanges: Readonly<Record<string, OtherValue>> = {
  [`${path}.domain`]: ofPlatform("domain", () => "other.example.com"),
  // Zones that exist are told by their names on some clouds.
  [`${path}.dnsZone`]: ({ read: { platform, account } }) =>
    platform && {
      [`${path}.dnsZone`]: "existing",
      [`${path}.domain`]: account.dnsZoneIds.join().includes("example.org")
        ? "dev.example.org"
        : "dev.example.com",
    },
  [`${path}.gitops.repoUrl`]: ofPlatform("gitops.repoUrl", () => "ssh://git@git.example.com/other.git"),
  [`${path}.gitops.path`]: ofPlatform("gitops.path", ({ gitops }) => `${gitops.path}/other`),
  [`${path}.gitops.revision`]: ofPlatform("gitops.revision", () => "v2.0.0"),
  [`${path}.profile`]: ofPlatform("profile", ({ profile }) => nextOf(platformProfiles, profile)),
  ...Object.fromEntries(featureNames.map((name) => [`${path}.features.${name}`, toggled(name)])),
  [`${path}.retentionDays.backups`]: ofRetention("backups"),
  [`${path}.retentionDays.logs`]: ofRetention("logs"),
  [`${path}.retentionDays.traces`]: ofRetention("traces"),
};

/** Another number of days, where something is kept for so long. */
function ofRetention(purpose: "backups" | "logs" | "traces"): OtherValue {
  return ({ read: { platform }, wish }) =>
    platform?.features.some((name) => addOns[name].bucket === purpose)
      ? {
          [`${path}.retentionDays`]: {
            ...wish.environment.platform?.retentionDays,
            [purpose]: platform.retentionDays[purpose] + 1,
          },
        }
      : undefined;
}
