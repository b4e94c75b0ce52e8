import type { Construct } from "constructs";
import { existingNetwork } from "../../contract/existing-network";
import { isExisting, type Network, type NetworkProps } from "../../contract/network";
import { PrivateNetwork } from "./private-network";

/** An environment's network on Hetzner: a new one with its NAT, or one that exists and stays untouched. */
export function hetznerNetwork(scope: Construct, id: string, props: NetworkProps): Network {
  const { network } = props;
  return isExisting(network)
    ? existingNetwork(network)
    : new PrivateNetwork(scope, id, { ...props, network });
}
