import { z } from "zod";
import { ruled, textMatching, wholeNumber } from "./rule";

export const nodePoolRoles = ["system", "workload"] as const;
export type NodePoolRole = (typeof nodePoolRoles)[number];

export const nodeSizes = ["small", "medium", "large"] as const;
export type NodeSize = (typeof nodeSizes)[number];

/** What a node of each size has, on every cloud. */
export const sizeFigures: Readonly<Record<NodeSize, { readonly vcpus: number; readonly memoryGib: number }>> =
  {
    small: { vcpus: 2, memoryGib: 8 },
    medium: { vcpus: 4, memoryGib: 16 },
    large: { vcpus: 8, memoryGib: 32 },
  };

export const capacityTypes = ["on-demand", "spot"] as const;
export type CapacityType = (typeof capacityTypes)[number];

export const architectures = ["amd64", "arm64"] as const;
export type Architecture = (typeof architectures)[number];

export const taintEffects = ["NoSchedule", "PreferNoSchedule", "NoExecute"] as const;

/** Keeps pods without a matching toleration off a pool's nodes. */
export interface Taint {
  /** The taint's name, of the form of a label's. */
  readonly key: string;
  /**
   * What a toleration must have beside the key.
   * @default ""
   */
  readonly value?: string;
  /** What becomes of pods that don't tolerate it. */
  readonly effect: (typeof taintEffects)[number];
}

/** A group of like nodes that grows and shrinks. */
export interface NodePoolInput {
  /** Names the pool within its cluster; renaming it replaces its nodes. */
  readonly name: string;
  /** `system` pools run what the cluster itself needs, `workload` pools all else. */
  readonly role: NodePoolRole;
  /**
   * `small` (2 vCPU, 8 GiB), `medium` (4, 16) or `large` (8, 32); each cloud maps the word to its own types.
   * @default none, and then `instanceTypes` is required
   */
  readonly size?: NodeSize;
  /**
   * The cloud's own machine types, instead of `size`.
   * @default the types behind `size`
   */
  readonly instanceTypes?: readonly string[];
  /**
   * `spot` nodes cost a third or less and can be taken away at two minutes' notice or less.
   * @default "on-demand"
   */
  readonly capacityType?: CapacityType;
  /** Nodes at the least, in all zones together; a system pool has at least 1. */
  readonly minNodes: number;
  /** Nodes at the most, in all zones together. */
  readonly maxNodes: number;
  /**
   * The size of each node's disk in GiB.
   * @default 50
   */
  readonly diskSizeGb?: number;
  /**
   * The processors' architecture.
   * @default "amd64"
   */
  readonly architecture?: Architecture;
  /**
   * Which of the environment's zones hold the pool, by their place: `[1]` is the first zone only.
   * @default all zones
   */
  readonly zones?: readonly number[];
  /**
   * Kubernetes labels of the nodes.
   * @default none
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Kubernetes taints of the nodes.
   * @default none
   */
  readonly taints?: readonly Taint[];
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
const labelKey = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/;

const labelKeySchema = textMatching(
  labelKey,
  'a name of at most 63 characters, with a DNS prefix and "/" before it if wanted',
  "use letters, digits, '-', '_' and '.', and begin and end with a letter or digit",
);
const labelValueSchema = textMatching(
  labelValue,
  "at most 63 letters, digits, '-', '_' and '.', the first and last a letter or digit",
  "shorten it or replace the other characters",
);

/** Label and taint keys that others set: Kubernetes, and Hera with the role's label and a system pool's taint. */
const reservedKey = /^(.*\.)?(kubernetes|k8s)\.io\/|^hera\/|^CriticalAddonsOnly$/;

const labelFormSchema = ruled(z.record(z.string(), labelValueSchema), {
  holds: (labels) => Object.keys(labels).every((key) => labelKey.test(key)),
  problem: "has a key that is not a Kubernetes label",
  allowed:
    'keys of at most 63 letters, digits, "-", "_" and ".", with a DNS prefix and "/" before them if wanted',
  mend: "rename the key",
});

const labelsSchema = ruled(labelFormSchema, {
  holds: (labels) => !Object.keys(labels).some((key) => reservedKey.test(key)),
  problem: "has a key that Kubernetes or Hera sets itself",
  allowed: "keys without the prefixes kubernetes.io, k8s.io and hera",
  mend: "use a prefix of your own",
});

const taintKeySchema = ruled(labelKeySchema, {
  holds: (key) => !reservedKey.test(key),
  problem: "is a key that Kubernetes or Hera sets itself",
  allowed: "keys without the prefixes kubernetes.io, k8s.io and hera, and not CriticalAddonsOnly",
  mend: "use a key of your own; a system pool gets CriticalAddonsOnly by its role",
});

export const nodePoolSchema = z.strictObject({
  name: textMatching(
    /^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/,
    "at most 32 lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
    "choose a name of this form",
  ),
  role: z.enum(nodePoolRoles),
  size: z.enum(nodeSizes).optional(),
  instanceTypes: z.array(z.string()).min(1).readonly().optional(),
  capacityType: z.enum(capacityTypes).default("on-demand"),
  minNodes: wholeNumber(0, 1000, "nodes"),
  maxNodes: wholeNumber(1, 1000, "nodes"),
  diskSizeGb: wholeNumber(20, 16384, "GiB").default(50),
  architecture: z.enum(architectures).default("amd64"),
  zones: z
    .array(wholeNumber(1, 6, "a zone's place"))
    .min(1)
    .readonly()
    .optional(),
  labels: labelsSchema.default({}),
  taints: z
    .array(
      z.strictObject({
        key: taintKeySchema,
        value: labelValueSchema.default(""),
        effect: z.enum(taintEffects),
      }),
    )
    .readonly()
    .default([]),
}) satisfies z.ZodType<unknown, NodePoolInput>;

/** A node pool with its defaults filled in. */
export type NodePoolSettings = z.output<typeof nodePoolSchema>;

/** What a cloud's sizes stand for: its machine types, most wanted first. */
export type MachineTypes = Readonly<Record<Architecture, Readonly<Record<NodeSize, readonly string[]>>>>;

/** The machine types of a pool: its own list, or the ones behind its size. */
export function machineTypesOf(pool: NodePoolSettings, types: MachineTypes): readonly string[] {
  return pool.instanceTypes ?? (pool.size === undefined ? [] : types[pool.architecture][pool.size]);
}

/** Marks a node's role for schedulers, on every cloud. */
export const roleLabel = "hera/role";

/** A pool's labels: its own, and its role. */
export function nodeLabels(pool: NodePoolSettings): Record<string, string> {
  return { [roleLabel]: pool.role, ...pool.labels };
}

/**
 * A pool's taints: its own and, for a system pool beside workload pools, the one that keeps workloads off it.
 * What runs a cluster tolerates `CriticalAddonsOnly` on every cloud.
 */
export function nodeTaints(pool: NodePoolSettings, pools: readonly NodePoolSettings[]): Required<Taint>[] {
  const isReserved = pool.role === "system" && pools.some((other) => other.role === "workload");
  const reserved: Required<Taint> = { key: "CriticalAddonsOnly", value: "true", effect: "NoSchedule" };
  return isReserved ? [reserved, ...pool.taints] : [...pool.taints];
}
