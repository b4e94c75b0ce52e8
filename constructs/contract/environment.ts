import { z } from "zod";
import { type EdgeInput, type EnvironmentEdge, edgeSchema } from "./edge";
import type {
  KubernetesClusterInput,
  KubernetesClusterOutputs,
  KubernetesClusterSettings,
} from "./kubernetes-cluster";
import type {
  ExistingNetworkInput,
  ExistingNetworkSettings,
  NetworkInput,
  NetworkOutputs,
  NetworkSettings,
} from "./network";
import type { NodePoolSettings } from "./node-pool";
import type { Overrides, OverridesInput } from "./overrides";
import type { Platform, PlatformInput } from "./platform";
import { type Account, type CloudName, cloudNames } from "./project";
import { ruled, textMatching, wholeNumber } from "./rule";
import { tagsSchema } from "./tags";
import type { WorkloadIdentity } from "./workload-identity";

/** One environment: a network and a cluster on a cloud. */
export interface EnvironmentInput {
  /** Names the stack and all that is in it: lower-case letters, digits and "-", at most 12 characters. */
  readonly name: string;
  /** The cloud it lives on; its account and region stand in envs/project.ts. */
  readonly cloud: CloudName;
  /** How many of the region's zones it spans, from the first in the project's list on; more may be added later. */
  readonly zones: number;
  /** A network of the environment's own, or one that somebody else made. */
  readonly network: NetworkInput | ExistingNetworkInput;
  /** The cluster in that network. */
  readonly kubernetesCluster: KubernetesClusterInput;
  /**
   * What the cluster gets before an application is put on it; what is in the cluster is a stack of its own,
   * `<name>-platform`.
   * @default none
   */
  readonly platform?: PlatformInput;
  /**
   * What only one cloud has, under its name; it takes effect where the environment is on that cloud.
   * @default nothing
   */
  readonly overrides?: OverridesInput;
  /**
   * Cloudflare in front of it, on any cloud: a stack of its own, `<name>-edge`.
   * @default none
   */
  readonly edge?: EdgeInput;
  /**
   * Further tags on every resource of the environment.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Gives an editor the types of an environment; what is wrong with it is told when the app is synthesized. */
export function defineEnvironment(environment: EnvironmentInput): EnvironmentInput {
  return environment;
}

const reservedNames = ["bootstrap", "edge"];

/** Begins what the names of buckets of state have behind the project's: no workload of an environment may reach them. */
const stateBucket = /^tf(state|seed)/;

const freeName = ruled(
  textMatching(
    /^[a-z][a-z0-9-]{0,10}[a-z0-9]$/,
    "2 to 12 lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
    "choose a name of this form",
  ),
  {
    holds: (name) => !reservedNames.includes(name),
    problem: "is the name of another stack",
    allowed: `any name but ${reservedNames.join(", ")}`,
    mend: "choose another name",
  },
);

const nameOfNoEdge = ruled(freeName, {
  holds: (name) => !name.endsWith("-edge"),
  problem: "ends like the names of edges' stacks",
  allowed: 'names that don\'t end with "-edge"',
  mend: "choose another name",
});

const nameOfNoPlatform = ruled(nameOfNoEdge, {
  holds: (name) => !name.endsWith("-platform"),
  problem: "ends like the names of platforms' stacks",
  allowed: 'names that don\'t end with "-platform"',
  mend: "choose another name",
});

const nameSchema = ruled(nameOfNoPlatform, {
  holds: (name) => !stateBucket.test(name),
  problem: "would make buckets of the environment begin like those that hold state",
  allowed: "names that begin with neither tfstate nor tfseed",
  mend: "choose another name",
});

/** The environment without its layers, which are checked one by one. */
export const environmentSchema = z.strictObject({
  name: nameSchema,
  cloud: z.enum(cloudNames),
  zones: wholeNumber(1, 6, "zones"),
  network: z.unknown().optional(),
  kubernetesCluster: z.unknown().optional(),
  platform: z.unknown().optional(),
  overrides: z.unknown().optional(),
  edge: edgeSchema.optional(),
  tags: tagsSchema,
});

/** An environment that was checked: defaults filled in, its account and zones looked up. */
export interface Environment {
  /** Names its stack. */
  readonly name: string;
  /** The cloud it lives on. */
  readonly cloud: CloudName;
  /** The account it lives in, and who deploys there. */
  readonly account: Account;
  /** The zones it spans, by name. */
  readonly zones: readonly string[];
  /** Its network, new or existing. */
  readonly network: NetworkSettings | ExistingNetworkSettings;
  /** Its cluster, node pools included. */
  readonly kubernetesCluster: KubernetesClusterSettings;
  /** What the cluster gets before an application is put on it; undefined where it gets nothing. */
  readonly platform?: Platform | undefined;
  /** What only one cloud has. */
  readonly overrides: Overrides;
  /** Cloudflare in front of it; undefined where it has none. */
  readonly edge?: EnvironmentEdge | undefined;
  /** Its own tags, beside the project's. */
  readonly tags: Readonly<Record<string, string>>;
}

/** An environment while it is being checked: what is absent was told as a problem already. */
export type DraftEnvironment = Pick<
  Environment,
  "name" | "cloud" | "tags" | "overrides" | "edge" | "platform"
> &
  Partial<Pick<Environment, "account" | "zones" | "network" | "kubernetesCluster">> & {
    /** The node pools that could be read, also where the rest of the cluster couldn't. */
    readonly nodePools: readonly NodePoolSettings[];
    /** Whether these are all that the environment asks for. */
    readonly hasAllNodePools: boolean;
  };

/** What every environment stack exports, under the same names on every cloud. */
export type EnvironmentOutputs = NetworkOutputs &
  KubernetesClusterOutputs & {
    /** What the environment's `workloadIdentities` became, keyed by their names. */
    readonly workloadIdentities: Readonly<Record<string, WorkloadIdentity>>;
  };
