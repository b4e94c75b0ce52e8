import { blockSizeProblems } from "../../contract/address-plan";
import { overlaps, prefixLength } from "../../contract/cidr";
import type { DraftEnvironment } from "../../contract/environment";
import { namedSubnets, publicSubnetProblems } from "../../contract/existing-network";
import { type ExistingNetworkSettings, isExisting } from "../../contract/network";
import type { Problem } from "../../contract/problem";
import { longestNetworkPrefix } from "./address-plan";

/** What is wrong with an environment's network for Azure, beyond what no cloud could do. */
export function azureNetworkProblems({ name, network }: DraftEnvironment): Problem[] {
  if (network === undefined) return [];
  const path = `${name}.network`;
  const { podCidr, serviceCidr } = network;
  const ofKind = isExisting(network)
    ? existingProblems(network, `${path}.existing`)
    : blockSizeProblems(`${path}.cidr`, network.cidr, {
        largest: 8,
        smallest: longestNetworkPrefix,
        what: "a private network of Azure's",
      });
  const cidr = isExisting(network)
    ? { field: "existing.cidr", value: network.existing.cidr }
    : { field: "cidr", value: network.cidr };
  const blocks = [cidr, { field: "podCidr", value: podCidr }, { field: "serviceCidr", value: serviceCidr }];
  return [
    ...ofKind,
    ...serviceCidrProblems(serviceCidr, `${path}.serviceCidr`),
    ...blocks.flatMap(({ field, value }) =>
      value === undefined ? [] : reservedBlockProblems(value, `${path}.${field}`),
    ),
  ];
}

/** AKS keeps a service's first addresses for itself, and refuses a block larger than this. */
function serviceCidrProblems(serviceCidr: string, path: string): Problem[] {
  const length = prefixLength(serviceCidr);
  if (length > 12 && length <= 24) return [];
  return [
    {
      path,
      value: serviceCidr,
      problem: "is of a size that a cluster's services don't have on Azure",
      allowed: "a prefix length from /13 to /24",
      mend: 'use "172.20.0.0/16"',
    },
  ];
}

/** What AKS uses itself: https://learn.microsoft.com/azure/aks/concepts-network-ip-address-planning */
const reservedBlocks = ["172.30.0.0/16", "172.31.0.0/16"];

function reservedBlockProblems(cidr: string, path: string): Problem[] {
  return reservedBlocks
    .filter((reserved) => overlaps(reserved, cidr))
    .map((reserved) => ({
      path,
      value: cidr,
      problem: `overlaps ${reserved}, which AKS uses itself`,
      allowed: `blocks that share no address with ${reservedBlocks.join(" and ")}`,
      mend: "choose another block",
    }));
}

const networkForm =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+$/;

function existingProblems(network: ExistingNetworkSettings, path: string): Problem[] {
  const { networkId, privateSubnetIdsByZone, controlPlaneSubnetIds } = network.existing;
  return [
    ...networkIdProblems(networkId, `${path}.networkId`),
    ...namedSubnets(network).flatMap(({ field, id }) => subnetIdProblems(id, networkId, `${path}.${field}`)),
    ...publicSubnetProblems(network, path),
    ...controlPlaneProblems(
      controlPlaneSubnetIds,
      Object.values(privateSubnetIdsByZone),
      `${path}.controlPlaneSubnetIds`,
    ),
  ];
}

function networkIdProblems(id: string, path: string): Problem[] {
  if (networkForm.test(id)) return [];
  return [
    {
      path,
      value: id,
      problem: "is not the resource id of a virtual network",
      allowed: "/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/…",
      mend: "copy it from `az network vnet list --query [].id`",
    },
  ];
}

/** Said of a network whose id can be read; else every subnet would be told of as well. */
function subnetIdProblems(id: string, networkId: string, path: string): Problem[] {
  const name = id.startsWith(`${networkId}/subnets/`) ? id.slice(networkId.length + "/subnets/".length) : "";
  if (!networkForm.test(networkId) || /^[^/]+$/.test(name)) return [];
  return [
    {
      path,
      value: id,
      problem: "is not the resource id of a subnet of that network",
      allowed: `${networkId}/subnets/…`,
      mend: "copy it from `az network vnet subnet list --query [].id`",
    },
  ];
}

/** https://learn.microsoft.com/azure/aks/api-server-vnet-integration */
function controlPlaneProblems(
  subnets: readonly string[] | undefined,
  nodeSubnets: readonly string[],
  path: string,
): Problem[] {
  const [own] = subnets ?? [];
  if (subnets?.length === 1 && own !== undefined && !nodeSubnets.includes(own)) return [];
  return [
    {
      path,
      ...(subnets === undefined ? {} : { value: subnets }),
      problem: subnets === undefined ? "is missing" : "is not one subnet for the API server alone",
      allowed: "one subnet, a /28 or larger, delegated to Microsoft.ContainerService/managedClusters",
      mend: "name such a subnet; nodes can't share it",
    },
  ];
}
