import type { Construct } from "constructs";
import { existingNetwork } from "../../contract/existing-network";
import { isExisting, type Network, type NetworkProps } from "../../contract/network";
import { GcpVpc } from "./gcp-vpc";

/** An environment's network on Google Cloud: a new VPC, or one that exists and stays untouched. */
export function gcpNetwork(scope: Construct, id: string, props: NetworkProps): Network {
  const { network } = props;
  return isExisting(network) ? existingNetwork(network) : new GcpVpc(scope, id, { ...props, network });
}
