import { z } from "zod";
import { type ProjectEdge, type ProjectEdgeInput, projectEdgeSchema } from "./edge-zone";
import { ruled, textMatching } from "./rule";
import type { StateBackendInput, StateBackendSettings } from "./state-backend";
import { tagsSchema } from "./tags";

/** The clouds behind the contract. */
export const cloudNames = ["aws", "azure", "gcp", "hetzner"] as const;
export type CloudName = (typeof cloudNames)[number];

/** Who signs people in to clusters of a cloud that has no directory of its own. */
export interface IdentityProviderInput {
  /** The OpenID Connect issuer, an `https://` URL without a `/` at its end. */
  readonly issuerUrl: string;
  /** The client that the issuer knows the clusters as; its tokens name groups in the claim `groups`. */
  readonly clientId: string;
}

/** What may differ from one environment to the next in its account. */
export interface EnvironmentAccountInput {
  /**
   * The account that the environment lives in: AWS account id, Azure subscription id, Google Cloud
   * project id, Hetzner Cloud project id.
   * @default the cloud's `account`
   */
  readonly account?: string;
  /**
   * The identity that Terraform assumes to deploy there: an IAM role's ARN, a Google Cloud service account's address.
   * Needed where `account` is another one than the cloud's.
   * @default the identity that runs Terraform
   */
  readonly deployRole?: string;
  /**
   * Who administers the environment's cluster.
   * @default the cloud's `adminPrincipals`
   */
  readonly adminPrincipals?: readonly string[];
  /**
   * The DNS zones that the environment's workloads may write to.
   * @default the cloud's `dnsZoneIds`
   */
  readonly dnsZoneIds?: readonly string[];
}

/** What a project must say of a cloud before an environment can live there. */
export interface CloudAccountInput {
  /**
   * The account that holds the state backend, and each environment that names no other: AWS account id, Azure
   * subscription id, Google Cloud project id, Hetzner Cloud project id.
   */
  readonly account: string;
  /**
   * The directory that knows the principals: the Entra ID tenant that the subscription trusts. Azure needs it.
   * @default none
   */
  readonly tenant?: string;
  /** The region that environments live in, by the cloud's name of it; on Hetzner a network zone. */
  readonly region: string;
  /**
   * The region's zones in the order that environments take them, on Hetzner locations; append to it, never reorder it.
   */
  readonly zones: readonly string[];
  /**
   * Who administers the clusters, in the cloud's own form; at least one: ARNs of IAM roles or users, object ids of
   * Entra ID groups, users or service principals, members of a Google Cloud policy (`group:…`), groups and
   * users of Hetzner's `identityProvider` (`group:…`, `user:…`).
   */
  readonly adminPrincipals: readonly string[];
  /**
   * The DNS zones that workloads with the permission `dns.write` may write to, in the cloud's own form: Route 53
   * hosted zone ids, Azure resource ids, names of Cloud DNS managed zones.
   * @default none
   */
  readonly dnsZoneIds?: readonly string[];
  /**
   * Who signs administrators in. A cloud without a directory of its own needs it: Hetzner.
   * @default none
   */
  readonly identityProvider?: IdentityProviderInput;
  /**
   * The cloud whose secrets, buckets and DNS zones workloads use, where this one can't grant any: in the account that
   * the project gives for that cloud. Hetzner needs it for `workloadIdentities`.
   * @default none
   */
  readonly workloadsOn?: CloudName;
  /**
   * What differs by environment, keyed by the environment's name.
   * @default nothing
   */
  readonly environments?: Readonly<Record<string, EnvironmentAccountInput>>;
}

/** What all environments share. */
export interface ProjectInput {
  /** Begins the name of everything: lower-case letters, digits and "-", at most 20 characters. */
  readonly name: string;
  /** The team or address that answers for it; a tag on every resource. */
  readonly owner: string;
  /**
   * Further tags on every resource.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /** Where the state of all environments lives. */
  readonly stateBackend: StateBackendInput;
  /** Accounts and regions by cloud; only those that are used need be there. */
  readonly clouds: Readonly<Partial<Record<CloudName, CloudAccountInput>>>;
  /**
   * Cloudflare's account and zones, for environments with an `edge`.
   * @default none
   */
  readonly edge?: ProjectEdgeInput;
}

/** Gives an editor the types of a project; what is wrong with it is told when the app is synthesized. */
export function defineProject(project: ProjectInput): ProjectInput {
  return project;
}

/** A list with something in it, and nothing twice. */
function eachOnce(what: string, mend: string) {
  const list = ruled(z.array(z.string()), {
    holds: (items) => items.length > 0,
    problem: "is empty",
    allowed: `at least one ${what}`,
    mend,
  });
  return ruled(list, {
    holds: (items) => new Set(items).size === items.length,
    problem: `names one ${what} twice`,
    allowed: `each ${what} once`,
    mend: "remove the repetition",
  });
}

const principalsSchema = eachOnce(
  "principal",
  "name who may administer the cluster; nobody else, its creator included, can",
);
const zonesSchema = eachOnce(
  "zone",
  "list the region's zones in the order that environments should take them",
);

const dnsZonesSchema = eachOnce("DNS zone", "name the zones, or remove the field");

const identityProviderSchema = z.strictObject({
  issuerUrl: textMatching(
    /^https:\/\/[a-z0-9.-]+(:\d+)?(\/[\w.~-]+)*$/,
    "an https:// URL without a query, and without '/' at its end",
    "copy the issuer as its discovery document names it",
  ),
  clientId: z.string().min(1),
}) satisfies z.ZodType<unknown, IdentityProviderInput>;

const environmentAccountSchema = z.strictObject({
  account: z.string().optional(),
  deployRole: z.string().optional(),
  adminPrincipals: principalsSchema.optional(),
  dnsZoneIds: dnsZonesSchema.optional(),
});

export const cloudAccountSchema = z.strictObject({
  account: z.string(),
  tenant: z.string().optional(),
  region: z.string(),
  zones: zonesSchema,
  adminPrincipals: principalsSchema,
  dnsZoneIds: dnsZonesSchema.optional(),
  identityProvider: identityProviderSchema.optional(),
  workloadsOn: z.enum(cloudNames).optional(),
  environments: z.record(z.string(), environmentAccountSchema).default({}),
}) satisfies z.ZodType<unknown, CloudAccountInput>;

/** The project without its clouds and state backend, which are checked one by one. */
export const projectSchema = z.strictObject({
  name: textMatching(
    /^[a-z][a-z0-9-]{0,18}[a-z0-9]$/,
    "2 to 20 lower-case letters, digits and '-', beginning with a letter and not ending with '-'",
    "choose a name of this form; it begins the name of every resource and can't be changed later",
  ),
  owner: z.string().min(1),
  tags: tagsSchema,
  stateBackend: z.unknown().optional(),
  clouds: z.strictObject({
    aws: z.unknown().optional(),
    azure: z.unknown().optional(),
    gcp: z.unknown().optional(),
    hetzner: z.unknown().optional(),
  } satisfies Record<CloudName, z.ZodType>),
  edge: projectEdgeSchema.optional(),
});

/** An account as one environment uses it. */
export interface Account {
  /** The account: AWS account id, Azure subscription id, id of a Google Cloud or Hetzner Cloud project. */
  readonly id: string;
  /** The Entra ID tenant of an Azure subscription; undefined on other clouds. */
  readonly tenant: string | undefined;
  /** The region, by the cloud's name of it. */
  readonly region: string;
  /** Undefined when Terraform deploys as the identity that runs it. */
  readonly deployRole: string | undefined;
  /** Who administers the cluster. */
  readonly adminPrincipals: readonly string[];
  /** The DNS zones that workloads may write to. */
  readonly dnsZoneIds: readonly string[];
  /** Who signs administrators in; undefined where the cloud itself does. */
  readonly identityProvider?: IdentityProviderInput;
  /** The account on another cloud whose secrets, buckets and DNS zones workloads use; undefined where it is this one. */
  readonly workloads?: WorkloadAccount;
  /** Every zone that the project lists for the region. */
  readonly zones: readonly string[];
}

/** Where workloads find what this cloud can't grant. */
export interface WorkloadAccount {
  /** The other cloud. */
  readonly cloud: CloudName;
  /** The environment's account there. */
  readonly account: Account;
}

/** A project that was checked. */
export interface Project {
  /** Begins the name of everything. */
  readonly name: string;
  /** Who answers for it. */
  readonly owner: string;
  /** Tags on every resource. */
  readonly tags: Readonly<Record<string, string>>;
  /** Where the state of all environments lives. */
  readonly stateBackend: StateBackendSettings;
  /** Cloudflare's account and zones; undefined where the project has none. */
  readonly edge?: ProjectEdge | undefined;
}
