/** Names that the cluster gives at Hetzner, from the environment's prefix. */
export function k3sNames(namePrefix: string) {
  return {
    cluster: namePrefix,
    controlPlane: `${namePrefix}-control-plane`,
    controlPlaneServer: (key: string) => `${namePrefix}-control-plane-${key}`,
    apiLoadBalancer: `${namePrefix}-api`,
    nodeFirewall: `${namePrefix}-nodes`,
    endpointFirewall: `${namePrefix}-api-endpoint`,
    /** The nodes of a pool in one location; the autoscaler knows them by it. */
    poolGroup: (pool: string, location: string) => `${namePrefix}-${pool}-${location}`,
  };
}

/** A server's name is its host name. https://docs.hetzner.cloud/reference/cloud#servers-create-a-server */
export const nameLimit = 63;

/** What the autoscaler puts behind a group's name in those of its servers: "-" and 63 bits in hexadecimal digits. */
export const autoscaledSuffix = "-".length + 16;

/** Which cluster a server is of, and what it does there; firewalls and load balancers find servers by it. */
const clusterLabel = "hera-cluster";
const roleLabel = "hera-role";

/** What a server does in its cluster. */
export type ServerRole = "control-plane" | "worker";

/** The labels of a server of a cluster. */
export function serverLabels(namePrefix: string, role: ServerRole): Readonly<Record<string, string>> {
  return { [clusterLabel]: namePrefix, [roleLabel]: role };
}

/** Selects all servers of a cluster, the autoscaler's too. */
export function clusterSelector(namePrefix: string): string {
  return `${clusterLabel}=${namePrefix}`;
}

/** Selects the servers of a cluster's control plane. */
export function controlPlaneSelector(namePrefix: string): string {
  return `${clusterSelector(namePrefix)},${roleLabel}=control-plane`;
}
