import type { ExistingNetworkSettings, Network } from "./network";

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
