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

/**
 * Several subnets for the nodes or for the control plane, on a cloud whose subnets span zones.
 *
 * @param subnet what the cloud calls a subnet.
 */
export function severalSubnetsProblems(
  { existing }: ExistingNetworkSettings,
  subnet: string,
  path: string,
): Problem[] {
  const { privateSubnetIdsByZone: nodes, controlPlaneSubnetIds: controlPlane = [""] } = existing;
  return [
    ...(new Set(Object.values(nodes)).size <= 1
      ? []
      : [
          {
            path: `${path}.privateSubnetIdsByZone`,
            value: nodes,
            problem: `names several ${subnet}s, and a cluster has its nodes in one, which spans the zones`,
            allowed: `the same ${subnet} for each zone`,
            mend: "name one for all of them",
          },
        ]),
    ...(controlPlane.length === 1
      ? []
      : [
          {
            path: `${path}.controlPlaneSubnetIds`,
            value: controlPlane,
            problem: `doesn't name one ${subnet}, which is where the control plane has its private addresses`,
            allowed: `one ${subnet}`,
            mend: "name one, or remove the field to use that of the nodes",
          },
        ]),
  ];
}
