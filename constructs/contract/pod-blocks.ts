import { prefixLength } from "./cidr";
import type { NodePoolSettings } from "./node-pool";
import type { Problem } from "./problem";

/** How a cloud divides the pods' block among nodes, each of which gets a part of its own. */
export interface PodBlockDivision {
  /** The prefix length of a node's part: 24 is 256 addresses. */
  readonly nodePrefix: number;
  /** Nodes that a pool of this size has beyond its maximum while it is upgraded. */
  readonly surgeNodes: (maxNodes: number) => number;
}

/** The pods' block, where it has fewer parts than the pools can have nodes. */
export function podBlockProblems(
  podCidr: string,
  pools: readonly NodePoolSettings[],
  { nodePrefix, surgeNodes }: PodBlockDivision,
  path: string,
): Problem[] {
  const nodes = pools.reduce((sum, { maxNodes }) => sum + maxNodes + surgeNodes(maxNodes), 0);
  const room = Math.floor(2 ** (nodePrefix - prefixLength(podCidr)));
  if (nodes <= room) return [];
  const needed = nodePrefix - Math.ceil(Math.log2(nodes));
  return [
    {
      path,
      value: podCidr,
      problem: `has room for the pods of ${room} nodes, and the pools can grow to ${nodes} while they are upgraded`,
      allowed: `a prefix length of /${needed} or less, because each node gets a /${nodePrefix}`,
      mend: `use a /${needed}, or lower maxNodes`,
    },
  ];
}
