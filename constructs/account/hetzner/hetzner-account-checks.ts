import type { Problem } from "../../contract/problem";
import type { CloudAccountInput, EnvironmentAccountInput } from "../../contract/project";
import { unlistedProblems } from "../../contract/shape";
import { hetznerLocations, locationsOfNetworkZones } from "./hetzner-locations";

/** What is wrong with a Hetzner account's settings, before any call to Hetzner could say so. */
export function hetznerAccountProblems(account: CloudAccountInput, path: string): Problem[] {
  return [
    ...hetznerProjectProblems(account.account, `${path}.account`),
    ...networkZoneProblems(account.region, `${path}.region`),
    ...zoneProblems(account, `${path}.zones`),
    ...principalProblems(account.adminPrincipals, `${path}.adminPrincipals`),
    ...(account.identityProvider === undefined ? [noIdentityProvider(`${path}.identityProvider`)] : []),
    ...Object.entries(account.environments ?? {}).flatMap(([name, environment]) =>
      environmentAccountProblems(environment, `${path}.environments.${name}`),
    ),
  ];
}

function environmentAccountProblems(
  { account, adminPrincipals }: EnvironmentAccountInput,
  path: string,
): Problem[] {
  return [
    ...(account === undefined ? [] : hetznerProjectProblems(account, `${path}.account`)),
    ...principalProblems(adminPrincipals ?? [], `${path}.adminPrincipals`),
  ];
}

/**
 * The Hetzner Cloud project is the account: it owns servers and buckets, and every token and key of it reaches all of
 * them. No call says whose token it is, so the id is checked by nobody; it is part of each bucket's name instead, and a
 * key of another project finds no bucket of that name, or one that it may not touch.
 */
export function hetznerProjectProblems(project: string, path: string): Problem[] {
  if (/^[1-9]\d{0,9}$/.test(project)) return [];
  return [
    {
      path,
      value: project,
      problem: "is not the id of a Hetzner Cloud project",
      allowed: "up to ten digits, as text",
      mend: "copy it from the address of the project in Hetzner Console: console.hetzner.com/projects/<id>",
    },
  ];
}

/** A location without Object Storage. */
export function hetznerLocationProblems(location: string, path: string): Problem[] {
  return unlistedProblems(location, hetznerLocations, "is not a location of Hetzner Object Storage", path);
}

function networkZoneProblems(region: string, path: string): Problem[] {
  return unlistedProblems(
    region,
    Object.keys(locationsOfNetworkZones),
    "is not a network zone of Hetzner Cloud with Object Storage",
    path,
  );
}

function zoneProblems({ region, zones }: CloudAccountInput, path: string): Problem[] {
  const locations = locationsOfNetworkZones[region];
  if (locations === undefined) return [];
  return zones.flatMap((zone) =>
    unlistedProblems(zone, locations, `is not a location of the network zone ${region}`, path),
  );
}

/** The API server writes `oidc:` before both, so that nobody is a group or user of Kubernetes' own. */
const principalForm = /^(group|user):[^\s:][^\s]{0,200}$/;

function principalProblems(principals: readonly string[], path: string): Problem[] {
  return principals
    .filter((principal) => !principalForm.test(principal))
    .map((principal) => ({
      path,
      value: principal,
      problem: "is neither a group nor a user of the identity provider",
      allowed: '"group:" or "user:" and a name without spaces',
      mend: 'write "group:platform-admins" or "user:ada@example.com", the name as its tokens have it',
    }));
}

function noIdentityProvider(path: string): Problem {
  return {
    path,
    problem: "is missing, and Hetzner has no directory that could sign administrators in",
    allowed: "an object with issuerUrl, clientId",
    mend: "add the issuer that your administrators sign in at, and the client that it knows the clusters as",
  };
}
