import { prefixLength, subnet } from "../../contract/cidr";
import type { NetworkSettings } from "../../contract/network";

/** Zones that a plan has room for; more exist in no Region (us-east-1 has six). */
export const plannedZones = 6;

/** The longest prefix whose sixty-fourths are subnets that AWS makes: /28 and no smaller. */
export const longestNetworkPrefix = 22;
/** The longest prefix whose eighths are. */
export const longestPodPrefix = 25;

/** Whether the plan's parts of a network are subnets that AWS makes. */
export function isDivisible({ cidr, podCidr }: Pick<NetworkSettings, "cidr" | "podCidr">): boolean {
  const podPrefix = podCidr === undefined ? 0 : prefixLength(podCidr);
  return prefixLength(cidr) <= longestNetworkPrefix && podPrefix <= longestPodPrefix;
}

/** The addresses of one zone. */
export interface ZoneAddresses {
  /** An eighth of the network, for nodes, and for pods that have no block of their own. */
  readonly private: string;
  /** A sixty-fourth, for load balancers and NAT gateways. */
  readonly public: string;
  /** A sixty-fourth, for the control plane's network interfaces and the ways to AWS' own services. */
  readonly controlPlane: string;
}

/**
 * What a zone gets of the network's block, by the zone's place alone: a zone that is added later takes the next
 * place and moves nothing. The block's eighths are: six private tiers, one public, one for control planes.
 */
export function zoneAddresses(cidr: string, place: number): ZoneAddresses {
  const eighth = prefixLength(cidr) + 3;
  const sixtyFourth = prefixLength(cidr) + 6;
  return {
    private: subnet(cidr, eighth, place),
    public: subnet(cidr, sixtyFourth, plannedZones * 8 + place),
    controlPlane: subnet(cidr, sixtyFourth, (plannedZones + 1) * 8 + place),
  };
}

/** What a zone's pods get of the pods' own block: an eighth. */
export function podAddresses(podCidr: string, place: number): string {
  return subnet(podCidr, prefixLength(podCidr) + 3, place);
}

/** AWS keeps five addresses of each subnet: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export function usableAddresses(cidr: string): number {
  return 2 ** (32 - prefixLength(cidr)) - 5;
}
