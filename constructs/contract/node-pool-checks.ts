import type { NodePoolSettings } from "./node-pool";
import type { Problem } from "./problem";

/** What is wrong within and between the node pools of a cluster, whatever its cloud. */
export function nodePoolProblems(
  pools: readonly NodePoolSettings[],
  zoneCount: number | undefined,
  path: string,
): Problem[] {
  return [
    ...duplicateNames(pools, path),
    ...pools.flatMap((pool) => [
      ...nodeCountProblems(pool, `${path}.${pool.name}`),
      ...sizeProblems(pool, `${path}.${pool.name}`),
      ...(zoneCount === undefined ? [] : placeProblems(pool, zoneCount, `${path}.${pool.name}`)),
    ]),
  ];
}

/** A cluster without a place for what it runs itself. */
export function systemPoolProblems(pools: readonly NodePoolSettings[], path: string): Problem[] {
  if (pools.some((pool) => pool.role === "system")) return [];
  return [
    {
      path,
      value: pools.map((pool) => pool.name),
      problem: "has no system pool, so the cluster's own add-ons would have no place to run",
      allowed: 'at least one pool with role: "system"',
      mend: 'add one, such as { name: "system", role: "system", size: "medium", minNodes: 2, maxNodes: 3 }',
    },
  ];
}

function duplicateNames(pools: readonly NodePoolSettings[], path: string): Problem[] {
  const names = pools.map((pool) => pool.name);
  const repeated = names.filter((name, place) => names.indexOf(name) < place);
  return [...new Set(repeated)].map((name) => ({
    path: `${path}.${name}.name`,
    value: name,
    problem: "is the name of several node pools",
    allowed: "a name of its own for each pool",
    mend: "rename one of them",
  }));
}

function nodeCountProblems(pool: NodePoolSettings, path: string): Problem[] {
  const problems: Problem[] = [];
  if (pool.minNodes > pool.maxNodes) {
    problems.push({
      path: `${path}.minNodes`,
      value: pool.minNodes,
      problem: `is more than maxNodes (${pool.maxNodes})`,
      allowed: `0 to ${pool.maxNodes}`,
      mend: "lower minNodes or raise maxNodes",
    });
  }
  if (pool.role === "system" && pool.minNodes < 1) {
    problems.push({
      path: `${path}.minNodes`,
      value: pool.minNodes,
      problem: "is too few for a system pool, whose add-ons always run",
      allowed: "1 or more",
      mend: "use 2, so that one node may fail",
    });
  }
  return problems;
}

function sizeProblems(pool: NodePoolSettings, path: string): Problem[] {
  const { size, instanceTypes } = pool;
  if ((size === undefined) !== (instanceTypes === undefined)) return [];
  return [
    {
      path: `${path}.size`,
      value: size,
      problem: size === undefined ? "is missing, and so is instanceTypes" : "stands beside instanceTypes",
      allowed: "either size or instanceTypes",
      mend: size === undefined ? 'add size: "small", "medium" or "large"' : "remove one of the two",
    },
  ];
}

function placeProblems(pool: NodePoolSettings, zoneCount: number, path: string): Problem[] {
  const places = pool.zones ?? [];
  const isValid = places.every((place) => place <= zoneCount) && new Set(places).size === places.length;
  if (isValid) return [];
  return [
    {
      path: `${path}.zones`,
      value: places,
      problem: "names a zone twice, or one that the environment does not have",
      allowed: `places from 1 to ${zoneCount}, each once`,
      mend: "correct the places, or raise the environment's zones",
    },
  ];
}
