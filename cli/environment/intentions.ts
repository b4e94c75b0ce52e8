import type { DeployedStack } from "./deployed-stack";
import type { ClusterAccess } from "./kubectl";

/** What there is to destroy, and how far. */
export interface Intended {
  readonly platform: DeployedStack;
  readonly own: DeployedStack;
  /** What the environment's outputs say of its cluster. */
  readonly access: Pick<ClusterAccess, "clusterName"> | undefined;
  /** The cluster that is cleared; undefined where that is left out, or there is none. */
  readonly reached: Pick<ClusterAccess, "clusterName"> | undefined;
  /** The stacks that are not to be destroyed. */
  readonly kept: readonly string[];
}

/** What a destroy is about to do, for people. */
export function intentions(intended: Intended): readonly string[] {
  const { platform, own, reached, kept } = intended;
  return [
    ...ofCluster(intended),
    ...ofStack(
      platform,
      reached === undefined
        ? (those) => `${those} are only taken out of its state: they go with their cluster.`
        : (those) => `Then ${those}.`,
    ),
    ...ofStack(own, (those) => `Then ${those}.`),
    ...kept.map(
      (stack) => `${stack} stays: \`npx cdktf destroy ${stack}\` removes it, and what its buckets hold.`,
    ),
  ];
}

function ofStack({ name, place, resources: { size } }: DeployedStack, line: (those: string) => string) {
  return size === 0 ? [] : [line(`${size} resources of ${name} (${place})`)];
}

function ofCluster({ own, access, reached }: Intended): readonly string[] {
  const { name } = own;
  if (reached !== undefined)
    return [
      `First everything that the controllers of ${reached.clusterName} made: load balancers, volumes WITH THEIR DATA, DNS records.`,
    ];
  if (access !== undefined)
    return [
      `What the controllers of ${access.clusterName} made is left alone: load balancers, volumes, DNS records.`,
    ];
  if (own.resources.size === 0) return [`${name} has no resources, and so no cluster.`];
  return [
    `${name}'s outputs name no cluster: it was never wholly deployed, or is partly destroyed. Nothing is removed from within one.`,
    `Where there is one, end here and run \`npx cdktf deploy ${name}\` first: the load balancers of its controllers would keep the network from being deleted.`,
  ];
}
