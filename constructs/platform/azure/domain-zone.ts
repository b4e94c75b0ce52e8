import { Token } from "cdktf";
import type { DnsZone } from "../../contract/dns-zone";
import { isWithin } from "../../contract/domain";
import type { Problem } from "../../contract/problem";
import { dnsGroup } from "./names";

/** A public zone, taken apart as controllers ask for it. */
export interface PublicZone {
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscriptionId: string;
}

/** The part of an id that says all of it; private zones are of another type. */
const publicZoneId =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Network\/dnsZones\/([^/]+)$/i;

function parsed(id: string): PublicZone | undefined {
  const [, subscriptionId, resourceGroup, name] = publicZoneId.exec(id) ?? [];
  if (subscriptionId === undefined || resourceGroup === undefined || name === undefined) return undefined;
  return { subscriptionId, resourceGroup, name };
}

/** Of the public zones that have a domain in them, the one with the longest name. */
function zoneOf(domain: string, ids: readonly string[]): PublicZone | undefined {
  const [zone] = ids
    .flatMap((id) => parsed(id) ?? [])
    .filter(({ name }) => isWithin(name, domain))
    .sort((one, other) => other.name.length - one.name.length);
  return zone;
}

/** The zone that a domain's records are written to: the one that is made, or the one that exists. */
export function domainZone(
  domain: string,
  zones: readonly DnsZone[],
  place: { readonly namePrefix: string; readonly account: { readonly id: string } },
): PublicZone {
  const made = zones.some(({ id }) => Token.isUnresolved(id));
  const zone = made
    ? { name: domain, resourceGroup: dnsGroup(place.namePrefix), subscriptionId: place.account.id }
    : zoneOf(
        domain,
        zones.map(({ id }) => id),
      );
  if (zone === undefined) throw new Error(`no zone of the account has ${domain} in it`);
  return zone;
}

/** Zones that exist, of which none is the domain's. */
export function azureZoneProblems(ids: readonly string[], domain: string, path: string): Problem[] {
  if (zoneOf(domain, ids) !== undefined) return [];
  return [
    {
      path: `${path}.domain`,
      value: domain,
      problem: "is in none of the public zones that the account names as dnsZoneIds",
      allowed: "the domain of a public zone, or one below it",
      mend: 'add the zone to dnsZoneIds in envs/project.ts, or use dnsZone: "new"',
    },
  ];
}
