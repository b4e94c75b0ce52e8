import { clouds } from "../clouds";
import { capabilityProblems } from "../contract/capabilities";
import {
  type DraftEnvironment,
  type Environment,
  type EnvironmentInput,
  environmentSchema,
} from "../contract/environment";
import { environmentProblems } from "../contract/environment-checks";
import { clusterSchema, type KubernetesClusterSettings } from "../contract/kubernetes-cluster";
import {
  type ExistingNetworkSettings,
  existingNetworkSchema,
  type NetworkSettings,
  networkSchema,
} from "../contract/network";
import { type NodePoolSettings, nodePoolSchema } from "../contract/node-pool";
import { overridesSchema } from "../contract/overrides";
import type { Problem } from "../contract/problem";
import type { Account, CloudAccountInput, Project, ProjectInput } from "../contract/project";
import { type Parsed, parse, valueAt } from "../contract/shape";
import { readEdge } from "./edge";
import { readPlatform } from "./platform";
import { accountOf, missingAccount, namePrefixOf } from "./project";

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
  const path = nameOf(input, `environments.${place}`);
  const shape = parse(environmentSchema, input, path);
  if (!isObject(input)) return { problems: shape.problems };
  const network = readNetwork(input.network, `${path}.network`);
  const cluster = readCluster(input.kubernetesCluster, `${path}.kubernetesCluster`);
  const overrides = parse(overridesSchema, input.overrides ?? {}, `${path}.overrides`);
  const shapeProblems = [...shape.problems, ...network.problems, ...cluster.problems, ...overrides.problems];
  const { name, cloud, zones: zoneCount, tags = {}, edge: edgeSettings } = ownFields(input);
  if (cloud === undefined) return { problems: shapeProblems };

  const namePrefix = `${namePrefixOf(projectInput)}-${name ?? ""}`;
  const edge = readEdge(edgeSettings, projectInput, namePrefix, `${path}.edge`);
  const { capabilities } = clouds[cloud];
  const cloudAccount = accountOf(projectInput, cloud);
  const account = cloudAccount && accountFor(path, cloudAccount, projectInput);
  const platform = readPlatform(input.platform, {
    name: path,
    cloud,
    account,
    kubernetesCluster: cluster.value,
    workloadsOn: cloudAccount?.workloadsOn,
    hasName: name !== undefined,
  });
  const draft: DraftEnvironment = {
    name: path,
    cloud,
    tags,
    account,
    zones: zonesOf(cloudAccount, zoneCount),
    network: network.value && withPodCidr(network.value, capabilities.defaultPodCidr),
    kubernetesCluster: cluster.value,
    overrides: overrides.value ?? { hetzner: {} },
    edge: edge.value,
    platform: platform.value,
    nodePools: cluster.nodePools,
    hasAllNodePools: cluster.hasAllNodePools,
  };
  const problems = [
    ...shapeProblems,
    ...missingAccount(projectInput, cloud, `${path}.cloud`),
    ...tooManyZones(zoneCount, cloudAccount, `${path}.zones`),
    ...environmentProblems(draft, capabilities),
    ...capabilityProblems(draft, capabilities),
    ...clouds[cloud].environmentProblems(draft, namePrefix),
    ...federationProblems(draft),
    ...platform.problems,
    ...edge.problems,
    ...clouds[cloud].tagProblems({ ...project.value?.tags, ...tags }, `${path}.tags`),
  ];
  return problems.length > 0 ? { problems } : completed(draft);
}

/** What is wrong with identities for the cloud that the workloads use, where that is another one. */
function federationProblems({ name, account, kubernetesCluster }: DraftEnvironment): Problem[] {
  const offer = account?.workloads && clouds[account.workloads.cloud].workloadFederation;
  if (offer === undefined || kubernetesCluster === undefined) return [];
  return offer.problems(kubernetesCluster.workloadIdentities, `${name}.kubernetesCluster.workloadIdentities`);
}

/** The fields beside the layers, each read by itself, so that a mistake in one leaves the others to be judged. */
function ownFields(input: EnvironmentInput) {
  const { name, cloud, zones, tags, edge } = environmentSchema.shape;
  return {
    name: name.safeParse(input.name).data,
    cloud: cloud.safeParse(input.cloud).data,
    zones: zones.safeParse(input.zones).data,
    tags: tags.safeParse(input.tags).data,
    edge: edge.safeParse(input.edge).data,
  };
}

/** What a path calls a thing: its name, also one of the wrong form, or else its place. */
function nameOf(input: unknown, place: string): string {
  const name = valueAt(input, ["name"]);
  return typeof name === "string" && name !== "" ? name : place;
}

/** The zones by name, where the project lists as many. */
function zonesOf(account: CloudAccountInput | undefined, count = 0): readonly string[] | undefined {
  return account === undefined || count < 1 || count > account.zones.length
    ? undefined
    : account.zones.slice(0, count);
}

/** What was read, without what only the checks need; undefined while a layer is absent. */
function completed({ nodePools, hasAllNodePools, ...environment }: DraftEnvironment) {
  const { account, zones, network, kubernetesCluster } = environment;
  return account === undefined ||
    zones === undefined ||
    network === undefined ||
    kubernetesCluster === undefined
    ? { problems: [] }
    : { value: { ...environment, account, zones, network, kubernetesCluster }, problems: [] as const };
}

function readNetwork(input: unknown, path: string): Parsed<NetworkSettings | ExistingNetworkSettings> {
  return isObject(input) && "existing" in input
    ? parse(existingNetworkSchema, input, path)
    : parse(networkSchema, input, path);
}

/** A cluster, and those of its node pools that could be read. */
interface ReadCluster {
  readonly value: KubernetesClusterSettings | undefined;
  readonly nodePools: readonly NodePoolSettings[];
  readonly hasAllNodePools: boolean;
  readonly problems: readonly Problem[];
}

function readCluster(input: unknown, path: string): ReadCluster {
  const shape = parse(clusterSchema, input, path);
  const given = valueAt(input, ["nodePools"]);
  const pools = Array.isArray(given)
    ? given.map((pool: unknown, place) => readPool(pool, place, `${path}.nodePools`))
    : [];
  const nodePools = pools.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const hasAllNodePools = Array.isArray(given) && nodePools.length === pools.length;
  const problems = [...shape.problems, ...pools.flatMap((pool) => pool.problems)];
  return {
    value: shape.value && { ...shape.value, nodePools },
    nodePools,
    hasAllNodePools,
    problems,
  };
}

function readPool(pool: unknown, place: number, path: string): Parsed<NodePoolSettings> {
  return parse(nodePoolSchema, pool, `${path}.${nameOf(pool, String(place))}`);
}

/** A network whose pods have the block that the cloud gives them where the environment names none. */
function withPodCidr<Settings extends NetworkSettings | ExistingNetworkSettings>(
  network: Settings,
  defaultPodCidr: string | undefined,
): Settings {
  return { ...network, podCidr: network.podCidr ?? defaultPodCidr };
}

/** What an environment says of its own account goes before what the cloud says for all. */
function accountFor(
  name: string,
  { environments = {}, workloadsOn, ...cloud }: CloudAccountInput,
  project: ProjectInput,
): Account {
  const own = environments[name] ?? {};
  const elsewhere = workloadsOn && accountOf(project, workloadsOn);
  const workloads =
    workloadsOn && elsewhere
      ? { cloud: workloadsOn, account: accountFor(name, { ...elsewhere, workloadsOn: undefined }, project) }
      : undefined;
  return {
    id: own.account ?? cloud.account,
    tenant: cloud.tenant,
    region: cloud.region,
    deployRole: own.deployRole,
    adminPrincipals: own.adminPrincipals ?? cloud.adminPrincipals,
    dnsZoneIds: workloads?.account.dnsZoneIds ?? own.dnsZoneIds ?? cloud.dnsZoneIds ?? [],
    identityProvider: cloud.identityProvider,
    workloads,
    zones: cloud.zones,
  };
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function tooManyZones(
  count: number | undefined,
  account: CloudAccountInput | undefined,
  path: string,
): Problem[] {
  const listed = account?.zones.length;
  if (count === undefined || account === undefined || listed === undefined || count <= listed) return [];
  return [
    {
      path,
      value: count,
      problem: `is more than the ${listed === 1 ? "one zone" : `${listed} zones`} that the project lists for ${account.region}`,
      allowed: `${listed} or fewer`,
      mend: "lower it, or append zones to the list in envs/project.ts",
    },
  ];
}
