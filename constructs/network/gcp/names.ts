/** Names that the network gives, from the environment's prefix. */
export function networkNames(namePrefix: string) {
  return {
    nodeSubnetwork: `${namePrefix}-nodes`,
    controlPlaneSubnetwork: `${namePrefix}-control-plane`,
    /** Secondary ranges are named within their subnetwork. */
    podRange: "pods",
    serviceRange: "services",
    /** The network tag of the nodes, which firewall rules name them by. */
    nodeTag: `${namePrefix}-node`,
    router: namePrefix,
    nat: namePrefix,
    flowLog: `${namePrefix}-flow-logs`,
  };
}
