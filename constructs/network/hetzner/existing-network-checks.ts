import { contains, prefixLength } from "../../contract/cidr";
import type { DraftEnvironment } from "../../contract/environment";
import { namedSubnets, publicSubnetProblems, severalSubnetsProblems } from "../../contract/existing-network";
import type { ExistingNetworkSettings } from "../../contract/network";
import type { Problem } from "../../contract/problem";

/** What is wrong with a network that somebody else made, for Hetzner. */
export function existingNetworkProblems(
  { name, kubernetesCluster, overrides }: DraftEnvironment,
  network: ExistingNetworkSettings,
): Problem[] {
  const { existing } = network;
  const path = `${name}.network.existing`;
  const endpointAccess = kubernetesCluster?.endpointAccess;
  return [
    ...networkIdProblems(existing.networkId, `${path}.networkId`),
    ...namedSubnets(network).flatMap(({ field, id }) => subnetProblems(id, existing, `${path}.${field}`)),
    ...severalSubnetsProblems(network, "subnet", path),
    ...publicSubnetProblems(network, path),
    ...(endpointAccess === "public-restricted"
      ? [withoutNatHost(`${name}.kubernetesCluster.endpointAccess`, endpointAccess, '"private"')]
      : []),
    ...(overrides.hetzner.ssh === undefined
      ? []
      : [withoutNatHost(`${name}.overrides.hetzner.ssh`, overrides.hetzner.ssh, "nothing")]),
  ];
}

function networkIdProblems(value: string, path: string): Problem[] {
  if (/^[1-9]\d*$/.test(value)) return [];
  return [
    {
      path,
      value,
      problem: "is not the id of a Hetzner network",
      allowed: "digits, as text",
      mend: "copy it from `hcloud network list`; it is not the network's name",
    },
  ];
}

/** A control plane's servers and load balancer take places up to the fifteenth of their subnet. */
const smallestSubnet = 28;

/** A subnet of Hetzner has no id of its own: it is named by its network and its block. */
function subnetProblems(
  value: string,
  { networkId, cidr }: ExistingNetworkSettings["existing"],
  path: string,
): Problem[] {
  const block = /^\d+-((\d+\.){3}\d+\/\d+)$/.exec(value)?.[1];
  const isSubnet =
    block !== undefined &&
    value.startsWith(`${networkId}-`) &&
    contains(cidr, block) &&
    prefixLength(block) <= smallestSubnet;
  if (isSubnet) return [];
  return [
    {
      path,
      value,
      problem: "is not a subnet of the network",
      allowed: `"${networkId}-" and a block within ${cidr}, a /${smallestSubnet} or larger`,
      mend: "write the network's id, a hyphen and the block that `hcloud network describe` names",
    },
  ];
}

function withoutNatHost(path: string, value: unknown, allowed: string): Problem {
  return {
    path,
    value,
    problem: "leads through a NAT host, which an existing network has none of",
    allowed: `${allowed} in an existing network`,
    mend: allowed === "nothing" ? "remove the field" : `use ${allowed}`,
  };
}
