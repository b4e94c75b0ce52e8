import type { Construct } from "constructs";
import { existingNetwork } from "../../contract/existing-network";
import { isExisting, type Network, type NetworkProps } from "../../contract/network";
import { AzureVnet } from "./azure-vnet";

/** An environment's network on Azure: a new virtual network, or one that exists and stays untouched. */
export function azureNetwork(scope: Construct, id: string, props: NetworkProps): Network {
  const { network } = props;
  return isExisting(network) ? existingNetwork(network) : new AzureVnet(scope, id, { ...props, network });
}
