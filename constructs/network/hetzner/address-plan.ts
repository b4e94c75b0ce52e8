import { Address4 } from "ip-address";
import { eighth } from "../../contract/address-plan";
import { prefixLength, subnet } from "../../contract/cidr";

// A subnet spans the locations, so a further one changes nothing here.

/**
 * https://docs.hetzner.cloud/reference/cloud#tag/networks/create_network; a /24 leaves 30 addresses in an eighth.
 */
export const networkPrefixLengths = { largest: 8, smallest: 24 };

/** Hetzner gives networks addresses of RFC 1918 only. */
export const networkRanges: readonly string[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];

/**
 * The subnet of the workers: the second half of the network's block. Whatever joins the network without an address of
 * its own, as workers do, gets one of the last subnet.
 * https://registry.terraform.io/providers/hetznercloud/hcloud/latest/docs/resources/server_network
 */
export function workerAddresses(cidr: string): string {
  return subnet(cidr, prefixLength(cidr) + 1, 1);
}

/** The subnet of the control plane: servers and the API's load balancer, all at fixed addresses. */
export function controlPlaneAddresses(cidr: string): string {
  return eighth(cidr, 0);
}

/** The subnet of the load balancers that controllers make for Services. */
export function loadBalancerAddresses(cidr: string): string {
  return eighth(cidr, 1);
}

/** The subnet of the NAT hosts; the fourth eighth is free. */
export function natAddresses(cidr: string): string {
  return eighth(cidr, 2);
}

/** What leads from each server to the rest of the network and beyond: Hetzner's own, at the network's first address. */
export function gatewayAddress(cidr: string): string {
  return addressOf(cidr, 1);
}

/** The API's load balancer, which NAT hosts forward to before it exists. */
export function apiAddress(cidr: string): string {
  return addressOf(controlPlaneAddresses(cidr), 2);
}

/** A server of the control plane, counted from 0. */
export function controlPlaneServerAddress(cidr: string, position: number): string {
  return addressOf(controlPlaneAddresses(cidr), 10 + position);
}

/** A NAT host, counted from 0. */
export function natAddress(cidr: string, position: number): string {
  return addressOf(natAddresses(cidr), 2 + position);
}

function addressOf(block: string, position: number): string {
  return Address4.fromBigInt(new Address4(block).startAddress().bigInt() + BigInt(position)).correctForm();
}
