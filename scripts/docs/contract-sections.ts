// The order in which a reader wants the contract's types.

/** An interface of the contract and its heading. */
export interface Section {
  readonly interface: string;
  readonly heading: string;
}

/** What stands in envs/project.ts. */
export const projectSections: readonly Section[] = [
  { interface: "ProjectInput", heading: "Project" },
  { interface: "CloudAccountInput", heading: "Account of a cloud" },
  { interface: "IdentityProviderInput", heading: "Identity provider" },
  { interface: "EnvironmentAccountInput", heading: "Account of an environment" },
  { interface: "ProjectEdgeInput", heading: "Edge of a project" },
  { interface: "EdgeZoneInput", heading: "Zone" },
  { interface: "HstsInput", heading: "Strict Transport Security" },
  { interface: "StateBackendInput", heading: "State backend" },
  { interface: "StateRetention", heading: "State retention" },
  { interface: "ObjectLockInput", heading: "Object lock" },
  { interface: "StateAccessInput", heading: "State access" },
  { interface: "OidcSubject", heading: "Job of a CI service" },
];

/** What stands in the other files of envs/. */
export const environmentSections: readonly Section[] = [
  { interface: "EnvironmentInput", heading: "Environment" },
  { interface: "NetworkInput", heading: "Network" },
  { interface: "ExistingNetworkInput", heading: "Network that somebody else made" },
  { interface: "ExistingNetwork", heading: "Existing network" },
  { interface: "KubernetesClusterInput", heading: "Kubernetes cluster" },
  { interface: "NodePoolInput", heading: "Node pool" },
  { interface: "Taint", heading: "Taint" },
  { interface: "MaintenanceWindow", heading: "Maintenance window" },
  { interface: "WorkloadIdentityInput", heading: "Workload identity" },
  { interface: "LogSettings", heading: "Log" },
  { interface: "PlatformInput", heading: "Platform" },
  { interface: "GitOpsInput", heading: "Repository of a platform" },
  { interface: "PlatformRetentionInput", heading: "Retention of a platform" },
  { interface: "OverridesInput", heading: "Overrides" },
  { interface: "HetznerOverridesInput", heading: "Overrides on Hetzner" },
  { interface: "ShellAccessInput", heading: "Shell access" },
  { interface: "EdgeInput", heading: "Edge of an environment" },
  { interface: "OriginInput", heading: "Origin" },
  { interface: "TunnelInput", heading: "Tunnel" },
  { interface: "OriginCertificateInput", heading: "Certificate of the origin" },
  { interface: "PagesInput", heading: "Site on Pages" },
  { interface: "PagesRepositoryInput", heading: "Repository of a site" },
  { interface: "RateLimitInput", heading: "Rate limit" },
  { interface: "CountryRuleInput", heading: "Countries" },
  { interface: "EdgeBucketInput", heading: "Bucket of an edge" },
];

/** What the stacks give. */
export const outputSections: readonly Section[] = [
  { interface: "NetworkOutputs", heading: "Outputs of the network" },
  { interface: "KubernetesClusterOutputs", heading: "Outputs of the cluster" },
  { interface: "AuthExec", heading: "Credential command" },
  { interface: "WorkloadIdentity", heading: "Identity of a workload" },
  { interface: "PlatformOutputs", heading: "Outputs of a platform" },
  { interface: "EdgeOutputs", heading: "Outputs of an edge" },
  { interface: "StateBackendOutputs", heading: "Outputs of bootstrap" },
];
