import type { Construct } from "constructs";
import {
  type ExistingNetworkSettings,
  isExisting,
  type Network,
  type NetworkProps,
} from "../../contract/network";
import { AzureVnet } from "./azure-vnet";

/** An environment's network on Azure: a new virtual network, or one that exists and stays untouched. */
export function azureNetwork(scope: Construct, id: string, props: NetworkProps): Network {
  const { network } = props;
  return isExisting(network) ? existingVnet(network) : new AzureVnet(scope, id, { ...props, network });
}

function existingVnet({ existing, podCidr, serviceCidr }: ExistingNetworkSettings): Network {
  return {
    egress: [],
    outputs: {
      networkId: existing.networkId,
      cidr: existing.cidr,
      podCidr: podCidr ?? existing.cidr,
      serviceCidr,
      privateSubnetIdsByZone: existing.privateSubnetIdsByZone,
      publicSubnetIdsByZone: {},
      podSubnetIdsByZone: {},
      controlPlaneSubnetIds: [...(existing.controlPlaneSubnetIds ?? [])],
      podRangeName: "",
      serviceRangeName: "",
      // The addresses belong to gateways that the environment doesn't know.
      egressIps: [],
    },
  };
}
