import type { DraftEnvironment } from "../../contract/environment";
import { isExisting } from "../../contract/network";
import type { NodePoolSettings } from "../../contract/node-pool";
import { nodesByZone } from "../../contract/node-pool-zones";
import { podBlockProblems } from "../../contract/pod-blocks";
import type { Problem } from "../../contract/problem";
import { controlPlaneServers } from "./control-plane";
import { controlPlaneProblems } from "./control-plane-checks";
import { autoscaledSuffix, k3sNames, nameLimit } from "./names";
import { serversPerPlacementGroup } from "./node-pool";
import { serverTypeProblems } from "./server-type-checks";

/** Servers that a network takes. https://docs.hetzner.com/networking/networks/faq */
const serversPerNetwork = 100;

/** Placement groups that a project takes. https://docs.hetzner.com/cloud/placement-groups/overview */
const placementGroupsPerProject = 50;

/** What is wrong with an environment's cluster for k3s at Hetzner, beyond what no cloud could do. */
export function hetznerK3sProblems(environment: DraftEnvironment, namePrefix: string): Problem[] {
  const { name, network, nodePools: pools, zones = [] } = environment;
  const path = `${name}.kubernetesCluster.nodePools`;
  return [
    ...controlPlaneProblems(environment),
    ...longNames(pools, zones, namePrefix, path),
    ...pools.flatMap((pool) => serverTypeProblems(pool, zones, `${path}.${pool.name}`)),
    ...networkLimitProblems(environment, path),
    ...placementGroupProblems(pools, zones, path),
    ...(network?.podCidr === undefined
      ? []
      : podBlockProblems(
          network.podCidr,
          pools,
          // A node that takes another's place has its block as soon as the other is gone.
          { nodePrefix: 24, surgeNodes: () => 0, controlPlaneNodes: controlPlaneNodes(environment) },
          `${name}.network.podCidr`,
        )),
  ];
}

function controlPlaneNodes({ kubernetesCluster, overrides }: DraftEnvironment): number {
  return kubernetesCluster === undefined ? 0 : controlPlaneServers({ cluster: kubernetesCluster, overrides });
}

/** All servers that the network can come to have: pools at their largest, the control plane, NAT hosts. */
function networkLimitProblems(environment: DraftEnvironment, path: string): Problem[] {
  const { network, nodePools: pools } = environment;
  const nodes = pools.reduce((sum, { maxNodes }) => sum + maxNodes, 0);
  const natHosts = network === undefined || isExisting(network) ? 0 : network.natMode === "per-zone" ? 2 : 1;
  const others = controlPlaneNodes(environment) + natHosts;
  if (nodes + others <= serversPerNetwork) return [];
  return [
    {
      path,
      value: nodes,
      problem: `are too many nodes at the most: with ${others} other servers they are more than a network at Hetzner takes`,
      allowed: `${serversPerNetwork} servers, so pools of ${serversPerNetwork - others} nodes together`,
      mend: "lower maxNodes, or divide the environment in two",
    },
  ];
}

function placementGroupProblems(
  pools: readonly NodePoolSettings[],
  zones: readonly string[],
  path: string,
): Problem[] {
  const ofControlPlane = 1;
  const groups = pools
    .flatMap((pool) => nodesByZone(pool, zones))
    .reduce((sum, { minNodes }) => sum + Math.ceil(minNodes / serversPerPlacementGroup), ofControlPlane);
  if (groups <= placementGroupsPerProject) return [];
  return [
    {
      path,
      value: pools.length,
      problem: `are too many pools: they need ${groups} placement groups`,
      allowed: `${placementGroupsPerProject} groups, of which each pool takes one in a zone for every ${serversPerPlacementGroup} of its minNodes`,
      mend: "join pools, lower minNodes, or keep pools to fewer zones",
    },
  ];
}

/** Pools whose servers' names would be longer than a host's name. */
function longNames(
  pools: readonly NodePoolSettings[],
  zones: readonly string[],
  namePrefix: string,
  path: string,
): Problem[] {
  return pools.flatMap((pool) => {
    const [first] = nodesByZone(pool, zones);
    if (first === undefined) return [];
    const group = k3sNames(namePrefix).poolGroup(pool.name, first.zone);
    const excess = group.length + autoscaledSuffix - nameLimit;
    if (excess <= 0) return [];
    return [
      {
        path: `${path}.${pool.name}.name`,
        value: pool.name,
        problem: `becomes ${group}, which is too long by ${excess} with the ${autoscaledSuffix} characters behind it in a server's name`,
        allowed: `${nameLimit} characters for all`,
        mend: "shorten the pool's, the environment's or the project's name",
      },
    ];
  });
}
