import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { LayerProps } from "./network";
import type { WorkloadIdentity, WorkloadIdentitySettings } from "./workload-identity";

/** Who signs the tokens of a cluster's pods. */
export interface TokenIssuer {
  /** The issuer's URL, below which the world finds its discovery document. */
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
}

/** Makes a cloud believe an issuer. */
export type FederateWorkloads = (scope: Construct, id: string, issuer: TokenIssuer) => WorkloadFederation;
