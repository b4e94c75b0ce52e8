import { eighth, plannedZones, sixtyFourth } from "../../contract/address-plan";

/** The longest prefix whose sixty-fourths hold an API server, which needs a /28. */
export const longestNetworkPrefix = 22;

/** What the nodes of a zone get of the network's block: an eighth, by the zone's place. */
export function nodeAddresses(cidr: string, place: number): string {
  return eighth(cidr, place);
}

/** What the API server gets of the network's block: a sixty-fourth, behind those of six zones. */
export function apiServerAddresses(cidr: string): string {
  return sixtyFourth(cidr, (plannedZones + 1) * 8);
}
