import { prefixLength, subnet } from "../../contract/cidr";

/** A network may be as large as a private range; its half and its last /28 may not share an address. */
export const networkPrefixLengths = { largest: 8, smallest: 27 };

/** The subnetwork of the nodes: the first half of the network's block. */
export function nodeAddresses(cidr: string): string {
  return subnet(cidr, prefixLength(cidr) + 1, 0);
}

/**
 * The subnetwork of the control plane's private endpoint: the last sixteen addresses. What lies between is free for
 * subnetworks that load balancers need.
 */
export function controlPlaneAddresses(cidr: string): string {
  return subnet(cidr, 28, 2 ** (28 - prefixLength(cidr)) - 1);
}

/** Google keeps four addresses: https://docs.cloud.google.com/vpc/docs/subnets#unusable-ip-addresses-in-every-subnet */
export function usableAddresses(cidr: string): number {
  return 2 ** (32 - prefixLength(cidr)) - 4;
}
