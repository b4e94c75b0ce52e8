import { clouds } from "./clouds";
import { capabilityProblems } from "./contract/capabilities";
import {
  type DraftEnvironment,
  type Environment,
  type EnvironmentInput,
  environmentSchema,
} from "./contract/environment";
import { environmentProblems } from "./contract/environment-checks";
import { clusterSchema, type KubernetesClusterSettings } from "./contract/kubernetes-cluster";
import {
  type ExistingNetworkSettings,
  existingNetworkSchema,
  type NetworkSettings,
  networkSchema,
} from "./contract/network";
import { type NodePoolSettings, nodePoolSchema } from "./contract/node-pool";
import type { Problem } from "./contract/problem";
import type { Account, CloudAccountInput, Project, ProjectInput } from "./contract/project";
import { type Parsed, parse } from "./contract/shape";
import { accountOf, missingAccount } from "./project-configuration";

/**
 * Checks one environment. Each layer is read by itself, so that a mistake in one hides none in another; what can be
 * said about the layers that were read is said.
 */
export function readEnvironment(
  input: EnvironmentInput,
  place: number,
  projectInput: ProjectInput,
  project: Parsed<Project>,
): Parsed<Environment> {
  const path = typeof input.name === "string" ? input.name : `environments.${place}`;
  const shape = parse(environmentSchema, input, path);
  const network = readNetwork(input.network, `${path}.network`);
  const kubernetesCluster = readCluster(input.kubernetesCluster, `${path}.kubernetesCluster`);
  const shapeProblems = [...shape.problems, ...network.problems, ...kubernetesCluster.problems];
  if (shape.value === undefined) return { problems: shapeProblems };

  const { name, cloud, tags } = shape.value;
  const cloudAccount = accountOf(projectInput, cloud);
  const zones = cloudAccount?.zones.slice(0, shape.value.zones);
  const draft: DraftEnvironment = {
    name,
    cloud,
    tags,
    ...(cloudAccount === undefined ? {} : { account: accountFor(name, cloudAccount) }),
    ...(zones === undefined ? {} : { zones }),
    ...(network.value === undefined ? {} : { network: network.value }),
    ...(kubernetesCluster.value === undefined ? {} : { kubernetesCluster: kubernetesCluster.value }),
  };
  const problems = [
    ...shapeProblems,
    ...(cloudAccount === undefined ? [missingAccount(`${name}.cloud`, cloud)] : []),
    ...tooManyZones(shape.value.zones, cloudAccount, `${name}.zones`),
    ...environmentProblems(draft),
    ...capabilityProblems(draft, clouds[cloud].capabilities),
    ...clouds[cloud].environmentProblems(draft, `${projectInput.name}-${name}`),
    ...clouds[cloud].tagProblems({ ...project.value?.tags, ...tags }, `${name}.tags`),
  ];
  return problems.length === 0 && isComplete(draft) ? { value: draft, problems: [] } : { problems };
}

function isComplete(draft: DraftEnvironment): draft is Environment {
  return [draft.account, draft.zones, draft.network, draft.kubernetesCluster].every(
    (layer) => layer !== undefined,
  );
}

function readNetwork(input: unknown, path: string): Parsed<NetworkSettings | ExistingNetworkSettings> {
  const isExisting = typeof input === "object" && input !== null && "existing" in input;
  return isExisting ? parse(existingNetworkSchema, input, path) : parse(networkSchema, input, path);
}

function readCluster(input: unknown, path: string): Parsed<KubernetesClusterSettings> {
  const shape = parse(clusterSchema, input, path);
  const pools = readPools(input, `${path}.nodePools`);
  const problems = [...shape.problems, ...pools.flatMap((pool) => pool.problems)];
  if (shape.value === undefined || problems.length > 0) return { problems };
  const nodePools = pools.flatMap(({ value }) => (value === undefined ? [] : [value]));
  return { value: { ...shape.value, nodePools }, problems: [] };
}

function readPools(cluster: unknown, path: string): Parsed<NodePoolSettings>[] {
  const pools: unknown = typeof cluster === "object" && cluster !== null && Reflect.get(cluster, "nodePools");
  if (!Array.isArray(pools)) return [];
  return pools.map((pool: unknown, place) => {
    const name: unknown = typeof pool === "object" && pool !== null ? Reflect.get(pool, "name") : undefined;
    return parse(nodePoolSchema, pool, `${path}.${typeof name === "string" ? name : place}`);
  });
}

/** What an environment says of its own account goes before what the cloud says for all. */
function accountFor(name: string, { environments = {}, ...cloud }: CloudAccountInput): Account {
  const own = environments[name] ?? {};
  return {
    id: own.account ?? cloud.account,
    region: cloud.region,
    deployRole: own.deployRole,
    adminPrincipals: own.adminPrincipals ?? cloud.adminPrincipals,
    zones: cloud.zones,
  };
}

function tooManyZones(count: number, account: CloudAccountInput | undefined, path: string): Problem[] {
  if (account === undefined || count <= account.zones.length) return [];
  return [
    {
      path,
      value: count,
      problem: `is more than the ${account.zones.length} zones that the project lists for ${account.region}`,
      allowed: `1 to ${account.zones.length}`,
      mend: "lower it, or append zones to the list in envs/project.ts",
    },
  ];
}
