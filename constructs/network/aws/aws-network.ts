import type { Construct } from "constructs";
import { existingNetwork } from "../../contract/existing-network";
import { isExisting, type Network, type NetworkProps } from "../../contract/network";
import { AwsVpc } from "./aws-vpc";

/** An environment's network on AWS: a new VPC, or one that exists and stays untouched. */
export function awsNetwork(scope: Construct, id: string, props: NetworkProps): Network {
  const { network } = props;
  return isExisting(network) ? existingNetwork(network) : new AwsVpc(scope, id, { ...props, network });
}
