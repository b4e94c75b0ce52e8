import type { AddOnIdentity } from "./add-on";
import { addOns } from "./add-ons";
import { type FeatureName, featureNames } from "./feature";
import { type Platform, type PlatformSettings, wantedFeatures } from "./platform";
import type { Problem } from "./problem";
import type { Account, CloudName } from "./project";
import type { WorkloadIdentitySettings } from "./workload-identity";

const webhook = addOns["workload-identity-webhook"];

/** The features that a cloud's cluster gets: those that are wanted, but for what isn't installed there. */
export function installedFeatures(settings: PlatformSettings, cloud: CloudName): FeatureName[] {
  return wantedFeatures(settings).filter((name) => addOns[name].notOn[cloud] === undefined);
}

/** Whether an environment makes a DNS zone: where it shall be new, and something writes into it. */
export function makesDnsZone({ dnsZone, features }: Pick<Platform, "dnsZone" | "features">): boolean {
  const writes = features.some((name) => addOns[name].identity?.permissions.includes("dns.write"));
  return dnsZone === "new" && writes;
}

/** What is wrong with the features of a platform. */
export function featureProblems(settings: PlatformSettings, cloud: CloudName, path: string): Problem[] {
  const wanted = wantedFeatures(settings);
  const unmet = installedFeatures(settings, cloud).flatMap((name) =>
    needsOn(name, cloud)
      .filter((needed) => !wanted.includes(needed) && addOns[needed].notOn[cloud] === undefined)
      .map((needed) => ({
        path: `${path}.features.${name}`,
        ...(settings.features[name] === undefined ? {} : { value: true }),
        problem: `needs ${needed}, which is off`,
        allowed: `features whose needs are on: ${needsOn(name, cloud).join(", ")}`,
        mend: `switch ${needed} on, or ${name} off`,
      })),
  );
  return [...shippedAndOff(settings, cloud, path), ...unmet];
}

/** What an add-on doesn't work without on a cloud: where pods get their tokens by a webhook, each identity needs it. */
export function needsOn(name: FeatureName, cloud: CloudName): readonly FeatureName[] {
  const { needs } = addOns[name];
  const isTokenGiven = webhook.notOn[cloud] === undefined && !startsBeforeWebhook(name);
  const hasIdentity = identityOn(name, cloud) !== undefined;
  return hasIdentity && isTokenGiven ? [...needs, "workload-identity-webhook"] : needs;
}

/** The identity that an add-on has where its cluster is on a cloud. */
export function identityOn(name: FeatureName, cloud: CloudName): AddOnIdentity | undefined {
  const { identity } = addOns[name];
  return identity?.notOn?.[cloud] === undefined ? identity : undefined;
}

/** Whether the webhook itself needs an add-on, whose pods therefore have to get their tokens without it. */
export function startsBeforeWebhook(name: FeatureName): boolean {
  return webhook.needs.includes(name);
}

/** Features that are off and that the cluster has all the same. */
function shippedAndOff({ features }: PlatformSettings, cloud: CloudName, path: string): Problem[] {
  return featureNames.flatMap((name) => {
    const reason = addOns[name].notOn[cloud];
    if (features[name] !== false || reason === undefined) return [];
    return [
      {
        path: `${path}.features.${name}`,
        value: false,
        problem: `can't be switched off on ${cloud}, where it isn't installed: ${reason}`,
        allowed: "true",
        mend: "remove the field",
      },
    ];
  });
}

/** A domain whose zone should exist, in an account that names none. */
export function zoneProblems(
  { dnsZone }: PlatformSettings,
  { dnsZoneIds }: Pick<Account, "dnsZoneIds">,
  path: string,
): Problem[] {
  if (dnsZone === "new" || dnsZoneIds.length > 0) return [];
  return [
    {
      path: `${path}.dnsZone`,
      value: dnsZone,
      problem: "is a zone that the account doesn't name",
      allowed: '"existing" where the cloud\'s account names dnsZoneIds',
      mend: 'add dnsZoneIds to the cloud in envs/project.ts, or use "new"',
    },
  ];
}

const fixedRevision = /^([0-9a-f]{40}|v?\d+\.\d+\.\d+(-[\w.]+)?)$/;

/** A revision that somebody's push would change in production. */
export function revisionProblems(
  { gitops: { revision } }: PlatformSettings,
  profile: string,
  path: string,
): Problem[] {
  if (profile !== "prod" || fixedRevision.test(revision)) return [];
  return [
    {
      path: `${path}.gitops.revision`,
      value: revision,
      problem: "may be a branch, which changes without a change of this file, and the profile is prod",
      allowed: 'a commit\'s whole hash, or a tag of a version, such as "v1.4.0"',
      mend: "tag a commit that was tried in another environment, and name the tag",
    },
  ];
}

/** Identities of the user's own that are in the way of an add-on's. */
export function identityProblems(
  identities: readonly WorkloadIdentitySettings[],
  installed: readonly FeatureName[],
  path: string,
): Problem[] {
  const clashes = identities.flatMap((own) => installed.map((feature) => ({ own, feature })));
  return clashes.flatMap(({ own, feature }) => [
    ...sameName(own, feature, `${path}.${own.name}`),
    ...sameAccount(own, feature, `${path}.${own.name}`),
  ]);
}

function sameName({ name }: WorkloadIdentitySettings, feature: FeatureName, path: string): Problem[] {
  if (addOns[feature].identity === undefined || name !== feature) return [];
  return [
    {
      path,
      value: name,
      problem: `is the name of the identity of the platform's ${feature}`,
      allowed: "names that no feature has",
      mend: `rename it, or switch ${feature} off`,
    },
  ];
}

function sameAccount(own: WorkloadIdentitySettings, feature: FeatureName, path: string): Problem[] {
  const { namespace, identity } = addOns[feature];
  if (own.namespace !== namespace || own.serviceAccount !== identity?.serviceAccount) return [];
  return [
    {
      path: `${path}.serviceAccount`,
      value: `${namespace}/${own.serviceAccount}`,
      problem: `is the service account of the platform's ${feature}`,
      allowed: "service accounts of your own",
      mend: `use another one, or switch ${feature} off`,
    },
  ];
}
