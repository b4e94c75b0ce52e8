import { useAwsAccount } from "./account/aws/aws-account";
import { useAzureAccount } from "./account/azure/azure-account";
import { useGcpAccount } from "./account/gcp/gcp-account";
import { gcpLabelProblems } from "./account/gcp/gcp-labels";
import type { StateStoreName } from "./contract/state-backend";
import type { StateStore } from "./contract/state-store";
import { awsBackendBlock } from "./state-backend/aws/aws-backend-block";
import { AwsStateBackend } from "./state-backend/aws/aws-state-backend";
import { awsStateCapabilities } from "./state-backend/aws/aws-state-capabilities";
import { awsStateProblems } from "./state-backend/aws/aws-state-checks";
import { azureBackendBlock } from "./state-backend/azure/azure-backend-block";
import { AzureStateBackend } from "./state-backend/azure/azure-state-backend";
import { azureStateCapabilities } from "./state-backend/azure/azure-state-capabilities";
import { azureStateProblems, tenantOf } from "./state-backend/azure/azure-state-checks";
import { gcpBackendBlock } from "./state-backend/gcp/gcp-backend-block";
import { GcpStateBackend } from "./state-backend/gcp/gcp-state-backend";
import { gcpStateCapabilities } from "./state-backend/gcp/gcp-state-capabilities";
import { gcpStateProblems } from "./state-backend/gcp/gcp-state-checks";

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
    useAccount: (stack, settings, tags) =>
      useAzureAccount(stack, { subscription: settings.account, tenant: tenantOf(settings) }, tags),
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
};
