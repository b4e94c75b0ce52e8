import { prefixLength } from "./cidr";
import type { NodePoolSettings } from "./node-pool";
import type { Problem } from "./problem";

/** How a cloud divides the pods' block among nodes, each of which gets a part of its own. */
export interface PodBlockDivision {
  /** The prefix length of a node's part: 24 is 256 addresses. */
  readonly nodePrefix: number;
  /** Nodes that a pool of this size has beyond its maximum while it is upgraded. */
  readonly surgeNodes: (maxNodes: number) => number;
  /** Nodes that the cloud makes with the cluster, before those of the pools; none unless it says so. */
  readonly minimumNodes?: number;
  /** Nodes of the control plane that get a part, too; none unless the cloud says so. */
  readonly controlPlaneNodes?: number;
}

/** The pods' block, where it has fewer parts than the pools can have nodes. */
export function podBlockProblems(
  podCidr: string,
  pools: readonly NodePoolSettings[],
  { nodePrefix, surgeNodes, minimumNodes = 0, controlPlaneNodes = 0 }: PodBlockDivision,
  path: string,
): Problem[] {
  const nodesOfPools = pools.reduce(
    (sum, { maxNodes }) => sum + maxNodes + surgeNodes(maxNodes),
    controlPlaneNodes,
  );
  const nodes = Math.max(nodesOfPools, minimumNodes);
  const isPools = nodes === nodesOfPools;
  const room = Math.floor(2 ** (nodePrefix - prefixLength(podCidr)));
  if (nodes <= room) return [];
  const needed = nodePrefix - Math.ceil(Math.log2(nodes));
  return [
    {
      path,
      value: podCidr,
      problem: `has room for the pods of ${room} nodes, and ${
        isPools ? growth(nodes, controlPlaneNodes) : `the cluster begins with ${nodes}`
      }`,
      allowed: `a prefix length of /${needed} or less, because each node gets a /${nodePrefix}`,
      mend: isPools ? `use a /${needed}, or lower maxNodes` : `use a /${needed}`,
    },
  ];
}

function growth(nodes: number, controlPlaneNodes: number): string {
  return controlPlaneNodes === 0
    ? `the pools can grow to ${nodes} while they are upgraded`
    : `the pools can grow to ${nodes} with the ${controlPlaneNodes} of the control plane`;
}
