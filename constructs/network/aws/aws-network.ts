import type { Construct } from "constructs";
import {
  type ExistingNetworkSettings,
  isExisting,
  type Network,
  type NetworkProps,
} from "../../contract/network";
import { AwsVpc } from "./aws-vpc";

/** An environment's network on AWS: a new VPC, or one that exists and stays untouched. */
export function awsNetwork(scope: Construct, id: string, props: NetworkProps): Network {
  const { network } = props;
  return isExisting(network) ? existingVpc(network) : new AwsVpc(scope, id, { ...props, network });
}

function existingVpc({ existing, serviceCidr }: ExistingNetworkSettings): Network {
  return {
    egress: [],
    outputs: {
      networkId: existing.networkId,
      cidr: existing.cidr,
      podCidr: existing.cidr,
      serviceCidr,
      privateSubnetIdsByZone: existing.privateSubnetIdsByZone,
      publicSubnetIdsByZone: existing.publicSubnetIdsByZone,
      podSubnetIdsByZone: {},
      controlPlaneSubnetIds: existing.controlPlaneSubnetIds ?? Object.values(existing.privateSubnetIdsByZone),
      podRangeName: "",
      serviceRangeName: "",
      // The addresses belong to gateways that the environment doesn't know.
      egressIps: [],
    },
  };
}
