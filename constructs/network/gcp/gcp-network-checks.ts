import { prefixLengthProblems } from "../../contract/address-plan";
import type { DraftEnvironment } from "../../contract/environment";
import { isExisting, type NetworkSettings } from "../../contract/network";
import { isolationProblems } from "../../contract/network-checks";
import type { Problem } from "../../contract/problem";
import { networkPrefixLengths } from "./address-plan";
import { existingNetworkProblems } from "./existing-network-checks";

/** What is wrong with an environment's network for Google Cloud, beyond what no cloud could do. */
export function gcpNetworkProblems({ name, network, account }: DraftEnvironment): Problem[] {
  if (network === undefined) return [];
  const path = `${name}.network`;
  return [
    ...rangeProblems(network, path),
    ...(isExisting(network)
      ? existingNetworkProblems(network, account?.region, path)
      : newVpcProblems(network, path)),
  ];
}

function newVpcProblems(network: NetworkSettings, path: string): Problem[] {
  return [
    ...prefixLengthProblems(
      `${path}.cidr`,
      network.cidr,
      networkPrefixLengths,
      "is too small for a subnetwork of the nodes and one of the control plane",
    ),
    ...isolationProblems(network, path),
  ];
}

/** https://docs.cloud.google.com/kubernetes-engine/docs/concepts/alias-ips#range_management */
const podPrefixLengths = { largest: 9, smallest: 24 };
const servicePrefixLengths = { largest: 16, smallest: 27 };

function rangeProblems(
  { podCidr, serviceCidr }: Pick<NetworkSettings, "podCidr" | "serviceCidr">,
  path: string,
): Problem[] {
  const problem = "is of a size that GKE refuses";
  return [
    ...(podCidr === undefined
      ? []
      : prefixLengthProblems(`${path}.podCidr`, podCidr, podPrefixLengths, problem)),
    ...prefixLengthProblems(`${path}.serviceCidr`, serviceCidr, servicePrefixLengths, problem),
  ];
}
