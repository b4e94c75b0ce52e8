import { digest, globalName } from "../../account/azure/global-names";

/** Names that the cluster gives where Azure wants one, from the environment's prefix. */
export function aksNames(namePrefix: string) {
  return {
    resourceGroup: `${namePrefix}-cluster`,
    /** Of what workloads of a cluster that stands elsewhere have on Azure. */
    workloadsGroup: `${namePrefix}-workloads`,
    // What AKS makes by itself: machines, disks, load balancers.
    nodeResourceGroup: `${namePrefix}-nodes`,
    cluster: namePrefix,
    clusterIdentity: `${namePrefix}-aks-cluster`,
    kubeletIdentity: `${namePrefix}-aks-kubelet`,
    diskIdentity: `${namePrefix}-aks-disks`,
    diskEncryptionSet: `${namePrefix}-aks-disks`,
    nodeSecurityGroup: `${namePrefix}-aks-nodes`,
    logWorkspace: `${namePrefix}-aks-logs`,
    privateDnsSubzone: subzone(namePrefix),
    secretsKey: "etcd",
    diskKey: "disks",
    workloadIdentity: (name: string) => `${namePrefix}-workload-${name}`,
  };
}

/** Characters that AKS allows before the zone's own name. */
const longestSubzone = 32;

/** The prefix, whose end gives way to a digest where it is too long. */
function subzone(namePrefix: string): string {
  if (namePrefix.length <= longestSubzone) return namePrefix;
  const end = `-${digest(namePrefix)}`;
  return `${namePrefix.slice(0, longestSubzone - end.length)}${end}`;
}

/** Names that nobody else in the world may have. */
export function aksGlobalNames(namePrefix: string, { id, region }: { id: string; region: string }) {
  return {
    keyVault: globalName(namePrefix, "ks", id, region),
    secretsVault: globalName(namePrefix, "sv", id, region),
    objectStore: globalName(namePrefix, "os", id, region),
    snapshotRole: globalName(namePrefix, "sn", id, region),
  };
}

/** Characters that AKS allows a pool's name, letters and digits alone. */
const longestPoolName = 12;

/** What the name of a pool loses to a zone's digit, and to the letter of the pool that stands in while nodes change. */
const suffixes = 2;

/** Letters and digits that a pool's own name may have. */
export const longestPoolLetters = longestPoolName - suffixes;

/** A pool's letters and digits. */
export function poolLetters(pool: string): string {
  return pool.replaceAll("-", "");
}

/** A pool's agent pool in a zone, and the one that takes its nodes' place while they are replaced. */
export function agentPoolNames(pool: string, zone: string) {
  const name = `${poolLetters(pool)}${zone}`;
  return { name, temporary: `${name}t` };
}
