import { eighth, plannedZones, sixtyFourth } from "../../contract/address-plan";
import { prefixLength } from "../../contract/cidr";
import type { NetworkSettings } from "../../contract/network";

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

/** What a zone gets of the network's block. The block's eighths are: six private tiers, one public, one for control planes. */
export function zoneAddresses(cidr: string, place: number): ZoneAddresses {
  return {
    private: eighth(cidr, place),
    public: sixtyFourth(cidr, plannedZones * 8 + place),
    controlPlane: sixtyFourth(cidr, (plannedZones + 1) * 8 + place),
  };
}

/** What a zone's pods get of the pods' own block: an eighth. */
export function podAddresses(podCidr: string, place: number): string {
  return eighth(podCidr, place);
}
