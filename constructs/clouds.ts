import { useAwsAccount } from "./account/aws/aws-account";
import { awsAccountProblems } from "./account/aws/aws-account-checks";
import { awsTagProblems } from "./account/aws/aws-tags";
import { useAzureAccount } from "./account/azure/azure-account";
import { azureAccountProblems } from "./account/azure/azure-account-checks";
import { azureTagProblems } from "./account/azure/azure-tags";
import { useGcpAccount } from "./account/gcp/gcp-account";
import { gcpAccountProblems } from "./account/gcp/gcp-account-checks";
import { gcpLabelProblems } from "./account/gcp/gcp-labels";
import { useHetznerAccount } from "./account/hetzner/hetzner-account";
import { hetznerAccountProblems } from "./account/hetzner/hetzner-account-checks";
import { hetznerLabelProblems } from "./account/hetzner/hetzner-labels";
import type { Cloud } from "./contract/cloud";
import type { CloudName } from "./contract/project";
import { awsEksCapabilities } from "./kubernetes-cluster/aws-eks/aws-eks-capabilities";
import { awsEksProblems } from "./kubernetes-cluster/aws-eks/aws-eks-checks";
import { AwsEksCluster } from "./kubernetes-cluster/aws-eks/aws-eks-cluster";
import { awsMachineTypes } from "./kubernetes-cluster/aws-eks/instance-types";
import { azureAksCapabilities } from "./kubernetes-cluster/azure-aks/azure-aks-capabilities";
import { azureAksProblems } from "./kubernetes-cluster/azure-aks/azure-aks-checks";
import { AzureAksCluster } from "./kubernetes-cluster/azure-aks/azure-aks-cluster";
import { azureMachineTypes } from "./kubernetes-cluster/azure-aks/machine-types";
import { gcpGkeCapabilities } from "./kubernetes-cluster/gcp-gke/gcp-gke-capabilities";
import { gcpGkeProblems } from "./kubernetes-cluster/gcp-gke/gcp-gke-checks";
import { GcpGkeCluster } from "./kubernetes-cluster/gcp-gke/gcp-gke-cluster";
import { gcpMachineTypes } from "./kubernetes-cluster/gcp-gke/machine-types";
import { hetznerK3sCapabilities } from "./kubernetes-cluster/hetzner-k3s/hetzner-k3s-capabilities";
import { hetznerK3sProblems } from "./kubernetes-cluster/hetzner-k3s/hetzner-k3s-checks";
import { HetznerK3sCluster } from "./kubernetes-cluster/hetzner-k3s/hetzner-k3s-cluster";
import { hetznerMachineTypes } from "./kubernetes-cluster/hetzner-k3s/server-types";
import { awsNetwork } from "./network/aws/aws-network";
import { awsNetworkProblems } from "./network/aws/aws-network-checks";
import { azureNetwork } from "./network/azure/azure-network";
import { azureNetworkProblems } from "./network/azure/azure-network-checks";
import { gcpNetwork } from "./network/gcp/gcp-network";
import { gcpNetworkProblems } from "./network/gcp/gcp-network-checks";
import { hetznerNetwork } from "./network/hetzner/hetzner-network";
import { hetznerNetworkProblems } from "./network/hetzner/hetzner-network-checks";
import { awsAddOnCluster } from "./platform/aws/aws-add-on-cluster";
import { awsDnsZone } from "./platform/aws/aws-dns-zone";
import { awsPlatformStores } from "./platform/aws/aws-platform-stores";
import { bucketName as awsBucketName } from "./platform/aws/names";
import { azureAddOnCluster } from "./platform/azure/azure-add-on-cluster";
import { azureDnsZone } from "./platform/azure/azure-dns-zone";
import { azurePlatformStores } from "./platform/azure/azure-platform-stores";
import { azureZoneProblems } from "./platform/azure/domain-zone";
import { gcpAddOnCluster } from "./platform/gcp/gcp-add-on-cluster";
import { gcpDnsZone } from "./platform/gcp/gcp-dns-zone";
import { gcpPlatformStores } from "./platform/gcp/gcp-platform-stores";
import { bucketName as gcpBucketName } from "./platform/gcp/names";
import { hetznerAddOnCluster } from "./platform/hetzner/hetzner-add-on-cluster";
import { awsPodToken } from "./workload-federation/aws/aws-pod-token";
import { AwsWorkloadFederation } from "./workload-federation/aws/aws-workload-federation";
import { azurePodToken } from "./workload-federation/azure/azure-pod-token";
import { AzureWorkloadFederation } from "./workload-federation/azure/azure-workload-federation";
import { gcpFederationProblems } from "./workload-federation/gcp/gcp-federation-checks";
import { gcpPodToken } from "./workload-federation/gcp/gcp-pod-token";
import { GcpWorkloadFederation } from "./workload-federation/gcp/gcp-workload-federation";

/** The clouds behind the contract: one entry each, complete or it doesn't compile. */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  aws: {
    capabilities: awsEksCapabilities,
    machineTypes: awsMachineTypes,
    accountProblems: awsAccountProblems,
    tagProblems: awsTagProblems,
    environmentProblems: (environment, namePrefix) => [
      ...awsNetworkProblems(environment, namePrefix),
      ...awsEksProblems(environment, namePrefix),
    ],
    useAccount: useAwsAccount,
    createNetwork: awsNetwork,
    workloadFederation: {
      problems: () => [],
      podToken: awsPodToken,
      create: (scope, id, props) => new AwsWorkloadFederation(scope, id, props),
    },
    createKubernetesCluster: (scope, id, props) => new AwsEksCluster(scope, id, props),
    addOnCluster: (_, props) => awsAddOnCluster(props),
    platformStores: {
      zoneProblems: () => [],
      bucketName: awsBucketName,
      createDnsZone: awsDnsZone,
      createStores: awsPlatformStores,
    },
  },
  azure: {
    capabilities: azureAksCapabilities,
    machineTypes: azureMachineTypes,
    accountProblems: azureAccountProblems,
    tagProblems: azureTagProblems,
    environmentProblems: (environment) => [
      ...azureNetworkProblems(environment),
      ...azureAksProblems(environment),
    ],
    useAccount: useAzureAccount,
    createNetwork: azureNetwork,
    workloadFederation: {
      problems: () => [],
      podToken: azurePodToken,
      create: (scope, id, props) => new AzureWorkloadFederation(scope, id, props),
    },
    createKubernetesCluster: (scope, id, props) => new AzureAksCluster(scope, id, props),
    addOnCluster: azureAddOnCluster,
    platformStores: {
      zoneProblems: azureZoneProblems,
      // Containers are in an account of the environment's own.
      bucketName: (purpose) => purpose,
      createDnsZone: azureDnsZone,
      createStores: azurePlatformStores,
    },
  },
  gcp: {
    capabilities: gcpGkeCapabilities,
    machineTypes: gcpMachineTypes,
    accountProblems: gcpAccountProblems,
    tagProblems: gcpLabelProblems,
    environmentProblems: (environment) => [
      ...gcpNetworkProblems(environment),
      ...gcpGkeProblems(environment),
    ],
    useAccount: useGcpAccount,
    createNetwork: gcpNetwork,
    workloadFederation: {
      problems: gcpFederationProblems,
      podToken: gcpPodToken,
      create: (scope, id, props) => new GcpWorkloadFederation(scope, id, props),
    },
    createKubernetesCluster: (scope, id, props) => new GcpGkeCluster(scope, id, props),
    addOnCluster: (_, props) => gcpAddOnCluster(props),
    platformStores: {
      zoneProblems: () => [],
      bucketName: gcpBucketName,
      createDnsZone: gcpDnsZone,
      createStores: gcpPlatformStores,
    },
  },
  hetzner: {
    capabilities: hetznerK3sCapabilities,
    machineTypes: hetznerMachineTypes,
    accountProblems: hetznerAccountProblems,
    tagProblems: hetznerLabelProblems,
    environmentProblems: (environment, namePrefix) => [
      ...hetznerNetworkProblems(environment),
      ...hetznerK3sProblems(environment, namePrefix),
    ],
    useAccount: useHetznerAccount,
    createNetwork: hetznerNetwork,
    workloadFederation: undefined,
    createKubernetesCluster: (scope, id, props) => new HetznerK3sCluster(scope, id, props),
    addOnCluster: (_, props) => hetznerAddOnCluster(props),
    platformStores: undefined,
  },
};
