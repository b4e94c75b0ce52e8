import type { NodePoolSettings } from "./node-pool";

/** A pool's share of nodes in one zone. */
export interface ZoneNodes {
  /** The zone's name on the cloud. */
  readonly zone: string;
  /** Nodes at the least in this zone; may be 0. */
  readonly minNodes: number;
  /** Nodes at the most in this zone; 1 or more. */
  readonly maxNodes: number;
}

/**
 * Divides a pool's nodes evenly among its zones, what is left over going to the first ones. A zone without a node at
 * the most has no part in the pool. A further zone takes its share from the others, and moves none of them.
 *
 * @param zones the environment's zones, in order.
 */
export function nodesByZone(pool: NodePoolSettings, zones: readonly string[]): ZoneNodes[] {
  const own = pool.zones?.flatMap((place) => zones[place - 1] ?? []) ?? zones;
  const share = (nodes: number, place: number) => Math.floor((nodes + own.length - 1 - place) / own.length);
  return own
    .map((zone, place) => ({
      zone,
      minNodes: share(pool.minNodes, place),
      maxNodes: share(pool.maxNodes, place),
    }))
    .filter(({ maxNodes }) => maxNodes > 0);
}
