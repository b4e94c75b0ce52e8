/** A DNS zone that workloads may write to. */
export interface DnsZone {
  /** Names it among the others in addresses of resources: the id of one that exists, a word for one that is made. */
  readonly key: string;
  /** The cloud's id of it: a Route 53 hosted zone id, an Azure resource id, the name of a Cloud DNS managed zone. */
  readonly id: string;
}

/** A zone that the environment makes. */
export interface MadeDnsZone extends DnsZone {
  /** The name servers that the parent domain must delegate to. */
  readonly nameServers: string[];
}

/** The zones that the permission `dns.write` reaches: those of the account, and the one that the environment makes. */
export function writableDnsZones(
  { dnsZoneIds }: { readonly dnsZoneIds: readonly string[] },
  made: DnsZone | undefined,
): readonly DnsZone[] {
  return [...existingDnsZones(dnsZoneIds), ...(made === undefined ? [] : [made])];
}

/** Zones that exist. */
export function existingDnsZones(ids: readonly string[]): readonly DnsZone[] {
  return ids.map((id) => ({ key: id, id }));
}
