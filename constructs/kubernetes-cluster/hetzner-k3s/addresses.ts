import { Token } from "cdktf";
import { subnet } from "../../contract/cidr";
import type { NetworkOutputs } from "../../contract/network";
import {
  apiAddress,
  controlPlaneServerAddress,
  loadBalancerAddresses,
  workerAddresses,
} from "../../network/hetzner/address-plan";

/** The fixed addresses of a control plane. */
export interface ControlPlaneAddresses {
  /** The API's load balancer. */
  readonly api: string;
  /** A server, counted from 0. */
  readonly server: (position: number) => string;
}

/**
 * Where the control plane stands: in a network of the environment's own by its plan, in an existing one at the same
 * places of the subnet that is named, whose id ends with its block.
 */
export function controlPlaneAddressesIn({
  cidr,
  controlPlaneSubnetIds: [subnetId = ""],
}: NetworkOutputs): ControlPlaneAddresses {
  if (Token.isUnresolved(subnetId)) {
    return {
      api: apiAddress(cidr),
      server: (position) => controlPlaneServerAddress(cidr, position),
    };
  }
  const block = blockOfSubnet(subnetId);
  return { api: addressIn(block, 2), server: (position) => addressIn(block, 10 + position) };
}

/** The block of the workers' subnet, which spans the locations. */
export function workersCidrIn({ cidr, privateSubnetIdsByZone }: NetworkOutputs): string {
  const [subnetId = ""] = Object.values(privateSubnetIdsByZone);
  return Token.isUnresolved(subnetId) ? workerAddresses(cidr) : blockOfSubnet(subnetId);
}

/** The block of the load balancers' subnet; an existing network names none. */
export function loadBalancersCidrIn({ cidr, networkId }: NetworkOutputs): string | undefined {
  return Token.isUnresolved(networkId) ? loadBalancerAddresses(cidr) : undefined;
}

/** The block in a subnet's id, such as "4711-10.0.1.0/24": https://registry.terraform.io/providers/hetznercloud/hcloud/latest/docs/resources/network_subnet */
function blockOfSubnet(subnetId: string): string {
  return subnetId.slice(subnetId.indexOf("-") + 1);
}

function addressIn(block: string, position: number): string {
  return subnet(block, 32, position).replace("/32", "");
}
