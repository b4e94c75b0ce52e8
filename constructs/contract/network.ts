import type { ITerraformDependable } from "cdktf";
import { z } from "zod";
import { cidrSchema, privateCidrSchema } from "./cidr";
import { type LogInput, logSchema } from "./log-settings";
import type { Overrides } from "./overrides";
import type { Account } from "./project";

/** How private nodes reach the internet: not at all, through one gateway, or through one in each zone. */
export const natModes = ["none", "single", "per-zone"] as const;
export type NatMode = (typeof natModes)[number];

/** The network that an environment gets. */
export interface NetworkInput {
  /** The network's IPv4 block in CIDR notation, from the private ranges. It can't be changed later. */
  readonly cidr: string;
  /**
   * A block of their own for pods, outside `cidr`.
   * @default pods take addresses where the cloud's own container network takes them
   */
  readonly podCidr?: string;
  /**
   * The block of the cluster's service addresses; it exists inside the cluster only.
   * @default "172.20.0.0/16"
   */
  readonly serviceCidr?: string;
  /** NAT gateways: `none`, `single` (cheapest) or `per-zone` (a zone's loss cuts off no other). */
  readonly natMode: NatMode;
  /**
   * Log of the network's connections, or `"off"`.
   * @default { retentionDays: 90 }
   */
  readonly flowLogs?: LogInput;
  /**
   * Private ways to the cloud's own services (registry, keys, logs …), so that nodes need no internet for them.
   * @default false
   */
  readonly privateServiceAccess?: boolean;
}

/** A network that somebody else made; the environment only uses it. */
export interface ExistingNetworkInput {
  /** The network and its subnets; nothing in it is created or changed. */
  readonly existing: ExistingNetwork;
  /**
   * The pods' own block, outside the network's.
   * @default as in a network of the environment's own
   */
  readonly podCidr?: string;
  /**
   * The block of the cluster's service addresses.
   * @default "172.20.0.0/16"
   */
  readonly serviceCidr?: string;
}

/** What the environment must know of a network it didn't make. */
export interface ExistingNetwork {
  /** The cloud's id of the network. */
  readonly networkId: string;
  /** The network's IPv4 block. */
  readonly cidr: string;
  /** A private subnet for each of the environment's zones, keyed by the zone's name. */
  readonly privateSubnetIdsByZone: Readonly<Record<string, string>>;
  /**
   * Public subnets for load balancers, keyed by the zone's name.
   * @default none
   */
  readonly publicSubnetIdsByZone?: Readonly<Record<string, string>>;
  /**
   * Subnets for the control plane's network interfaces.
   * @default the private subnets
   */
  readonly controlPlaneSubnetIds?: readonly string[];
  /**
   * The name of the subnet's secondary range for pods, whose block is `podCidr`. Google Cloud needs it.
   * @default none
   */
  readonly podRangeName?: string;
  /**
   * The name of the subnet's secondary range for services, whose block is `serviceCidr`. Google Cloud needs it.
   * @default none
   */
  readonly serviceRangeName?: string;
}

const serviceCidr = privateCidrSchema.default("172.20.0.0/16");

export const networkSchema = z.strictObject({
  cidr: privateCidrSchema,
  podCidr: privateCidrSchema.optional(),
  serviceCidr,
  natMode: z.enum(natModes),
  flowLogs: logSchema,
  privateServiceAccess: z.boolean().default(false),
}) satisfies z.ZodType<unknown, NetworkInput>;

const subnetsByZone = z.record(z.string(), z.string());

export const existingNetworkSchema = z.strictObject({
  existing: z.strictObject({
    networkId: z.string(),
    cidr: cidrSchema,
    privateSubnetIdsByZone: subnetsByZone,
    publicSubnetIdsByZone: subnetsByZone.default({}),
    controlPlaneSubnetIds: z.array(z.string()).optional(),
    podRangeName: z.string().optional(),
    serviceRangeName: z.string().optional(),
  }),
  podCidr: privateCidrSchema.optional(),
  serviceCidr,
});

/** A network input with its defaults filled in. */
export type NetworkSettings = z.output<typeof networkSchema>;
export type ExistingNetworkSettings = z.output<typeof existingNetworkSchema>;

/** Whether the environment uses a network that somebody else made. */
export function isExisting(
  network: NetworkSettings | ExistingNetworkSettings,
): network is ExistingNetworkSettings {
  return "existing" in network;
}

/** Where an environment's layers are made. */
export interface LayerProps {
  /** Begins the name of all that is created: `<project>-<environment>`. */
  readonly namePrefix: string;
  /** The account that all of it is in. */
  readonly account: Account;
  /** The account's region, by the cloud's name of it. */
  readonly region: string;
  /** The zones by name, in the project's order; a zone's place decides its addresses. */
  readonly zones: readonly string[];
  /** What only one cloud has; each takes its own part. */
  readonly overrides: Overrides;
  /** Tags for what the provider doesn't tag by itself: machines and disks that others start, files in buckets. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What a network construct is made from. */
export interface NetworkProps extends LayerProps {
  /** What the environment asks for. */
  readonly network: NetworkSettings | ExistingNetworkSettings;
}

/** What every network gives, under the same names on every cloud. */
export interface NetworkOutputs {
  /** The cloud's id of the network. */
  readonly networkId: string;
  /** The network's IPv4 block. */
  readonly cidr: string;
  /** The block that pods take their addresses from. */
  readonly podCidr: string;
  /** The block of the cluster's service addresses. */
  readonly serviceCidr: string;
  /** Subnets without public addresses, for nodes, keyed by zone; the same one for each where subnets span zones. */
  readonly privateSubnetIdsByZone: Readonly<Record<string, string>>;
  /** Subnets for public load balancers, keyed by zone; empty where there are none. */
  readonly publicSubnetIdsByZone: Readonly<Record<string, string>>;
  /** Subnets for pods, keyed by zone; empty where pods share the nodes' subnets. */
  readonly podSubnetIdsByZone: Readonly<Record<string, string>>;
  /** Subnets of the control plane's network interfaces. */
  readonly controlPlaneSubnetIds: string[];
  /** The name of the pods' secondary range; empty where ranges have no names. */
  readonly podRangeName: string;
  /** The name of the services' secondary range; empty where ranges have no names. */
  readonly serviceRangeName: string;
  /** Public addresses that the environment's own traffic comes from; empty without NAT. */
  readonly egressIps: string[];
}

/** A network behind the contract. */
export interface Network {
  /** What it gives. */
  readonly outputs: NetworkOutputs;
  /** What must exist before a node can start in the network: its routes, gateways and private service access. */
  readonly egress: readonly ITerraformDependable[];
}
