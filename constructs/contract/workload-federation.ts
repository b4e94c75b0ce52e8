import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { DnsZone } from "./dns-zone";
import type { LayerProps } from "./network";
import type { PodToken } from "./pod-token";
import type { Problem } from "./problem";
import type { Account } from "./project";
import type { WorkloadIdentity, WorkloadIdentitySettings, WorkloadPermission } from "./workload-identity";

/**
 * What a cloud can allow the pods of a cluster that stands elsewhere: nothing of nodes, volumes and control planes, which
 * it hasn't.
 */
export const federatedPermissions = [
  "secrets.read",
  "dns.write",
  "objectstore.readwrite",
] as const satisfies readonly WorkloadPermission[];
export type FederatedPermission = (typeof federatedPermissions)[number];

/**
 * An identity's permissions.
 *
 * @throws Error if one of them is about the cluster's own nodes, volumes or logs.
 */
export function permissionsElsewhere({
  name,
  permissions,
}: Pick<WorkloadIdentitySettings, "name" | "permissions">): FederatedPermission[] {
  return permissions.map((permission) => {
    const granted = federatedPermissions.find((one) => one === permission);
    if (granted === undefined)
      throw new Error(
        `${permission} of the identity ${name} is about a cluster that stands on another cloud.`,
      );
    return granted;
  });
}

/** Who signs the tokens of a cluster's pods. */
export interface TokenIssuer {
  /** The issuer's URL, known at synth, below which the world finds its discovery document. */
  readonly url: string;
  /** What must exist before anybody can check a token: the published keys. */
  readonly published: readonly ITerraformDependable[];
}

/** Identities on a cloud for pods of a cluster that stands on another one. */
export interface WorkloadFederation {
  /** Lets the pods of a service account act on the cloud, within the environment's own secrets, buckets and zones. */
  readonly grant: (grant: WorkloadIdentitySettings) => WorkloadIdentity;
}

/** What a federation is made from. */
export interface WorkloadFederationProps extends Omit<LayerProps, "overrides"> {
  /** Whose tokens the cloud is to believe. */
  readonly issuer: TokenIssuer;
  /** Whether Terraform refuses to destroy what workloads keep things in, where it makes that. */
  readonly deletionProtection: boolean;
  /** The DNS zone that the environment makes; undefined where it makes none. */
  readonly dnsZone?: DnsZone | undefined;
}

/** Makes a cloud believe an issuer. */
export type FederateWorkloads = (scope: Construct, id: string, issuer: TokenIssuer) => WorkloadFederation;

/** What a cloud does for the pods of clusters on other clouds. */
export interface WorkloadFederationOffer {
  /** What is wrong with the identities that they ask for. */
  readonly problems: (identities: readonly WorkloadIdentitySettings[], path: string) => Problem[];
  /** What lets the pods of one of its identities do without the webhook that gives them tokens. */
  readonly podToken: (identity: WorkloadIdentity, account: Account) => PodToken;
  /** Makes the cloud believe an issuer. */
  readonly create: (scope: Construct, id: string, props: WorkloadFederationProps) => WorkloadFederation;
}
