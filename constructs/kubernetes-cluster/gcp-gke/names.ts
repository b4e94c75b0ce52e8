import { createHash } from "node:crypto";
import type { NodePoolSettings } from "../../contract/node-pool";

/** Names that the cluster gives on Google Cloud, from the environment's prefix. */
export function gkeNames(namePrefix: string) {
  return {
    cluster: namePrefix,
    nodeIdentity: shortened(`${namePrefix}-${nodeIdentityName}`, accountIdLimit),
    workloadIdentity: (name: string) => shortened(`${namePrefix}-${name}`, accountIdLimit),
    /** The id of a removed pool can't be had again for weeks; what begins with "gcp-" is Google's own. */
    workloadPool: (lifetime: string) => `${shortened(`pods-${namePrefix}`, poolIdLimit)}-${lifetime}`,
    controlPlaneLog: `${namePrefix}-control-plane`,
    /** A key ring can't be removed, so that each one has a name of its own. */
    keyRing: (lifetime: string) => `${namePrefix}-${lifetime}`,
    /** The id of a removed role can't be had again for weeks; ids of roles have no "-". */
    role: (purpose: string, lifetime: string) =>
      `${shortened(`${namePrefix}-${purpose}`, roleIdLimit).replaceAll("-", "_")}_${lifetime}`,
  };
}

/** What ends the name of the nodes' own identity, which no workload's identity can have. */
export const nodeIdentityName = "node";

/**
 * A pool's name on Google Cloud. It says what Google can't change of nodes, so that a pool in which it changes gets
 * its new nodes before the old ones go.
 */
export function nodePoolName({ name, architecture, capacityType }: NodePoolSettings): string {
  return [
    name,
    ...(architecture === "amd64" ? [] : [architecture]),
    ...(capacityType === "on-demand" ? [] : [capacityType]),
  ].join("-");
}

/** https://docs.cloud.google.com/iam/docs/service-accounts-create */
const accountIdLimit = 30;
/** Of a lifetime. */
const digits = 8;
/** Beside a lifetime: https://docs.cloud.google.com/iam/docs/reference/rest/v1/projects.roles/create */
const roleIdLimit = 64 - "_".length - digits;
/** Likewise: https://docs.cloud.google.com/iam/docs/reference/rest/v1/projects.locations.workloadIdentityPools/create */
const poolIdLimit = 32 - "-".length - digits;

/** The name, or its beginning and a digest of it where it is too long. */
function shortened(name: string, limit: number): string {
  if (name.length <= limit) return name;
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return `${name.slice(0, limit - 1 - digest.length).replace(/-+$/, "")}-${digest}`;
}
