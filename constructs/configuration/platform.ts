import { clouds } from "../clouds";
import type { DraftEnvironment, Environment } from "../contract/environment";
import { type Platform, type PlatformSettings, platformProfiles, platformSchema } from "../contract/platform";
import {
  featureProblems,
  identityProblems,
  installedFeatures,
  makesDnsZone,
  revisionProblems,
  zoneProblems,
} from "../contract/platform-checks";
import type { Problem } from "../contract/problem";
import { type Account, type CloudName, cloudNames } from "../contract/project";
import { type Parsed, parse } from "../contract/shape";

/** What an environment says beside its platform. */
type Surroundings = Pick<DraftEnvironment, "name" | "cloud" | "account" | "kubernetesCluster"> & {
  /** The cloud that the account names for workloads, whether or not the project has it. */
  readonly workloadsOn: CloudName | undefined;
  /** Whether the environment has a name that it may have; what is wrong with another one is told of that. */
  readonly hasName: boolean;
};

/** Checks an environment's platform; undefined is an environment without one. */
export function readPlatform(
  input: unknown,
  { name, cloud, account, kubernetesCluster, workloadsOn, hasName }: Surroundings,
): Parsed<Platform | undefined> {
  if (input === undefined) return { value: undefined, problems: [] };
  const path = `${name}.platform`;
  const { value: settings, problems: shapeProblems } = parse(platformSchema, input, path);
  if (settings === undefined) {
    return { problems: [...shapeProblems, ...storeProblems(cloud, workloadsOn, path)] };
  }
  const profile = settings.profile ?? platformProfiles.find((one) => one === name);
  const features = installedFeatures(settings, cloud);
  const problems = [
    ...(profile === undefined && hasName ? [missingProfile(path)] : []),
    ...(profile === undefined ? [] : revisionProblems(settings, profile, path)),
    ...featureProblems(settings, cloud, path),
    ...storeProblems(cloud, workloadsOn, path),
    ...(account === undefined ? [] : existingZoneProblems(settings, workloadsOn ?? cloud, account, path)),
    ...identityProblems(
      kubernetesCluster?.workloadIdentities ?? [],
      features,
      `${name}.kubernetesCluster.workloadIdentities`,
    ),
  ];
  return problems.length > 0 || profile === undefined
    ? { problems }
    : { value: { ...settings, features, profile }, problems: [] };
}

/** A domain that shall be in a zone that exists, and isn't. */
function existingZoneProblems(
  settings: PlatformSettings,
  cloud: CloudName,
  account: Account,
  path: string,
): Problem[] {
  const { dnsZone, domain } = settings;
  const { dnsZoneIds } = account;
  const missing = zoneProblems(settings, account, path);
  if (dnsZone === "new" || missing.length > 0) return missing;
  return clouds[cloud].platformStores?.zoneProblems(dnsZoneIds, domain, path) ?? [];
}

function missingProfile(path: string): Problem {
  return {
    path: `${path}.profile`,
    problem: "is missing, and no overlay has the environment's name",
    allowed: platformProfiles.map((one) => JSON.stringify(one)).join(", "),
    mend: "name the overlay whose settings fit the environment",
  };
}

/** Backups, secrets and names have no place. */
function storeProblems(cloud: CloudName, workloadsOn: CloudName | undefined, path: string): Problem[] {
  if (clouds[workloadsOn ?? cloud].platformStores !== undefined) return [];
  const able = cloudNames.filter((one) => clouds[one].platformStores !== undefined);
  return [
    {
      path,
      problem: `has no place for secrets, backups and DNS records, because ${cloud} has no services for these`,
      allowed: `a platform on ${cloud} where project.clouds.${cloud}.workloadsOn names another cloud`,
      mend: `add workloadsOn to clouds.${cloud} in envs/project.ts: ${able.map((one) => JSON.stringify(one)).join(", ")}`,
    },
  ];
}

/** Several environments that would each make a zone for one domain, of which the world can only ask one. */
export function sharedDomains(environments: readonly Environment[]): Problem[] {
  const owners = environments.flatMap(({ name, platform }) =>
    platform !== undefined && makesDnsZone(platform) ? [{ name, domain: platform.domain }] : [],
  );
  return owners.flatMap(({ name, domain }, place) => {
    const first = owners.slice(0, place).find((other) => other.domain === domain);
    if (first === undefined) return [];
    return [
      {
        path: `${name}.platform.domain`,
        value: domain,
        problem: `is the domain for which ${first.name} makes a zone, too`,
        allowed: "a domain of its own for each environment that makes a zone",
        mend: 'use a domain below it, or dnsZone: "existing" in both',
      },
    ];
  });
}
