import { useAwsAccount } from "./account/aws/aws-account";
import { useAzureAccount } from "./account/azure/azure-account";
import { useCloudflare } from "./account/cloudflare/cloudflare-account";
import { useGcpAccount } from "./account/gcp/gcp-account";
import { gcpLabelProblems } from "./account/gcp/gcp-labels";
import { useHetznerObjectStorage } from "./account/hetzner/hetzner-account";
import { s3CompatibleFiles } from "./contract/s3-compatible";
import type { StateStoreName } from "./contract/state-backend";
import type { StateStore } from "./contract/state-store";
import { awsBackendBlock } from "./state-backend/aws/aws-backend-block";
import { AwsStateBackend } from "./state-backend/aws/aws-state-backend";
import { awsStateCapabilities } from "./state-backend/aws/aws-state-capabilities";
import { awsStateProblems } from "./state-backend/aws/aws-state-checks";
import { azureBackendBlock } from "./state-backend/azure/azure-backend-block";
import { AzureStateBackend } from "./state-backend/azure/azure-state-backend";
import { azureStateCapabilities } from "./state-backend/azure/azure-state-capabilities";
import { azureStateProblems } from "./state-backend/azure/azure-state-checks";
import { cloudflareBackendBlock } from "./state-backend/cloudflare/cloudflare-backend-block";
import { CloudflareStateBackend } from "./state-backend/cloudflare/cloudflare-state-backend";
import { cloudflareStateCapabilities } from "./state-backend/cloudflare/cloudflare-state-capabilities";
import { cloudflareStateProblems } from "./state-backend/cloudflare/cloudflare-state-checks";
import { gcpBackendBlock } from "./state-backend/gcp/gcp-backend-block";
import { GcpStateBackend } from "./state-backend/gcp/gcp-state-backend";
import { gcpStateCapabilities } from "./state-backend/gcp/gcp-state-capabilities";
import { gcpStateProblems } from "./state-backend/gcp/gcp-state-checks";
import { hetznerBackendBlock } from "./state-backend/hetzner/hetzner-backend-block";
import { HetznerStateBackend } from "./state-backend/hetzner/hetzner-state-backend";
import { hetznerStateCapabilities } from "./state-backend/hetzner/hetzner-state-capabilities";
import { hetznerStateProblems } from "./state-backend/hetzner/hetzner-state-checks";

/** The stores behind the contract: one entry each, complete or it doesn't compile. */
export const stateStores: Readonly<Record<StateStoreName, StateStore>> = {
  aws: {
    capabilities: awsStateCapabilities,
    problems: awsStateProblems,
    useAccount: (stack, { account, location }, tags) =>
      useAwsAccount(stack, { id: account, region: location, deployRole: undefined }, tags),
    create: (scope, id, settings) => new AwsStateBackend(scope, id, settings).outputs,
    backend: awsBackendBlock,
  },
  azure: {
    capabilities: azureStateCapabilities,
    problems: azureStateProblems,
    useAccount: (stack, { account, tenant }, tags) => useAzureAccount(stack, { id: account, tenant }, tags),
    create: (scope, id, settings) => new AzureStateBackend(scope, id, settings).outputs,
    backend: azureBackendBlock,
  },
  gcp: {
    capabilities: gcpStateCapabilities,
    problems: gcpStateProblems,
    tagProblems: gcpLabelProblems,
    useAccount: (stack, { account, location }, tags) =>
      useGcpAccount(stack, { id: account, region: location }, tags),
    create: (scope, id, settings) => new GcpStateBackend(scope, id, settings).outputs,
    backend: gcpBackendBlock,
  },
  hetzner: {
    capabilities: hetznerStateCapabilities,
    problems: hetznerStateProblems,
    // Buckets are in a location, which is the zone of an environment there.
    locationIn: ({ region, zones }) => zones[0] ?? region,
    useAccount: (stack, { location }) => useHetznerObjectStorage(stack, location),
    create: (scope, id, settings) => new HetznerStateBackend(scope, id, settings).outputs,
    backend: hetznerBackendBlock,
    files: () => s3CompatibleFiles("hetzner"),
  },
  cloudflare: {
    capabilities: cloudflareStateCapabilities,
    problems: cloudflareStateProblems,
    useAccount: useCloudflare,
    create: (scope, id, settings) => new CloudflareStateBackend(scope, id, settings).outputs,
    backend: cloudflareBackendBlock,
    files: () => s3CompatibleFiles("cloudflare"),
  },
};
