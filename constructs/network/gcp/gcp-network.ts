import type { Construct } from "constructs";
import {
  type ExistingNetworkSettings,
  isExisting,
  type Network,
  type NetworkProps,
} from "../../contract/network";
import { GcpVpc } from "./gcp-vpc";

/** An environment's network on Google Cloud: a new VPC, or one that exists and stays untouched. */
export function gcpNetwork(scope: Construct, id: string, props: NetworkProps): Network {
  const { network } = props;
  return isExisting(network) ? existingVpc(network) : new GcpVpc(scope, id, { ...props, network });
}

function existingVpc({ existing, podCidr, serviceCidr }: ExistingNetworkSettings): Network {
  const { privateSubnetIdsByZone, podRangeName = "", serviceRangeName = "" } = existing;
  return {
    egress: [],
    outputs: {
      networkId: existing.networkId,
      cidr: existing.cidr,
      podCidr: podCidr ?? existing.cidr,
      serviceCidr,
      privateSubnetIdsByZone,
      publicSubnetIdsByZone: {},
      podSubnetIdsByZone: {},
      // A subnetwork spans the zones, so that each zone names the same one.
      controlPlaneSubnetIds: existing.controlPlaneSubnetIds ?? [
        ...new Set(Object.values(privateSubnetIdsByZone)),
      ],
      podRangeName,
      serviceRangeName,
      // The addresses belong to a gateway that the environment doesn't know.
      egressIps: [],
    },
  };
}
