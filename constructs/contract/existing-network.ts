import type { ExistingNetworkSettings, Network } from "./network";
import type { Problem } from "./problem";

/** A network that somebody else made, as far as the environment was told of it; nothing in it is created. */
export function existingNetwork({ existing, podCidr, serviceCidr }: ExistingNetworkSettings): Network {
  const { privateSubnetIdsByZone: nodes, podRangeName = "", serviceRangeName = "" } = existing;
  return {
    egress: [],
    outputs: {
      networkId: existing.networkId,
      cidr: existing.cidr,
      podCidr: podCidr ?? existing.cidr,
      serviceCidr,
      privateSubnetIdsByZone: nodes,
      publicSubnetIdsByZone: existing.publicSubnetIdsByZone,
      podSubnetIdsByZone: {},
      // Zones can share a subnet where subnets span zones.
      controlPlaneSubnetIds: [...new Set(existing.controlPlaneSubnetIds ?? Object.values(nodes))],
      podRangeName,
      serviceRangeName,
      // The addresses belong to gateways that the environment doesn't know.
      egressIps: [],
    },
  };
}

/** A subnet of an existing network, and the field that names it. */
export interface NamedSubnet {
  /** Behind `existing`, such as `privateSubnetIdsByZone.eu-central-1a`. */
  readonly field: string;
  /** The cloud's id of it. */
  readonly id: string;
}

/** The subnets that nodes and control plane are given. */
export function namedSubnets({ existing }: ExistingNetworkSettings): readonly NamedSubnet[] {
  const { privateSubnetIdsByZone, controlPlaneSubnetIds = [] } = existing;
  return [
    ...Object.entries(privateSubnetIdsByZone).map(([zone, id]) => ({
      field: `privateSubnetIdsByZone.${zone}`,
      id,
    })),
    ...controlPlaneSubnetIds.map((id, place) => ({ field: `controlPlaneSubnetIds.${place}`, id })),
  ];
}

/** Public subnets, on a cloud whose load balancers are in none. */
export function publicSubnetProblems({ existing }: ExistingNetworkSettings, path: string): Problem[] {
  const { publicSubnetIdsByZone: subnets } = existing;
  if (Object.keys(subnets).length === 0) return [];
  return [
    {
      path: `${path}.publicSubnetIdsByZone`,
      value: subnets,
      problem: "would have no effect, because public load balancers of this cloud are in no subnet",
      allowed: "nothing",
      mend: "remove the field",
    },
  ];
}
