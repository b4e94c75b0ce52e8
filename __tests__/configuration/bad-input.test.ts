import { badAccount } from "./bad-input/account";
import { badAddressBlocks } from "./bad-input/address-blocks";
import { badAddresses } from "./bad-input/addresses";
import { badAdministrators } from "./bad-input/administrators";
import { badAzureAccount } from "./bad-input/azure-account";
import { badAzureCluster } from "./bad-input/azure-cluster";
import { badAzureNetwork } from "./bad-input/azure-network";
import { badAzureNodePools } from "./bad-input/azure-node-pools";
import { badAzureStateBackend } from "./bad-input/azure-state-backend";
import { badCloudflareState } from "./bad-input/cloudflare-state";
import { badCluster } from "./bad-input/cluster";
import { badEdge } from "./bad-input/edge";
import { badEdgePagesAndBuckets } from "./bad-input/edge-pages-and-buckets";
import { badEdgeRules } from "./bad-input/edge-rules";
import { badEdgeZones } from "./bad-input/edge-zones";
import { badEndpointAccess } from "./bad-input/endpoint-access";
import { badEnvironment } from "./bad-input/environment";
import { badExistingNetwork } from "./bad-input/existing-network";
import { badGoogleCloudAccount } from "./bad-input/google-cloud-account";
import { badGoogleCloudCluster } from "./bad-input/google-cloud-cluster";
import { badGoogleCloudExistingNetwork } from "./bad-input/google-cloud-existing-network";
import { badGoogleCloudNetwork } from "./bad-input/google-cloud-network";
import { badGoogleCloudState } from "./bad-input/google-cloud-state";
import { badHetznerAccount } from "./bad-input/hetzner-account";
import { badHetznerControlPlane } from "./bad-input/hetzner-control-plane";
import { badHetznerK3s } from "./bad-input/hetzner-k3s";
import { badHetznerNetwork } from "./bad-input/hetzner-network";
import { badHetznerState } from "./bad-input/hetzner-state";
import { badInstanceTypes } from "./bad-input/instance-types";
import { badKubernetesVersion } from "./bad-input/kubernetes-version";
import { badMissingFields } from "./bad-input/missing-fields";
import { badNetwork } from "./bad-input/network";
import { badNodePoolZones } from "./bad-input/node-pool-zones";
import { badNodePools } from "./bad-input/node-pools";
import { badNodeScheduling } from "./bad-input/node-scheduling";
import { badPlatform } from "./bad-input/platform";
import { badPlatformElsewhere } from "./bad-input/platform-elsewhere";
import { badPodAndServiceBlocks } from "./bad-input/pod-and-service-blocks";
import { badProject } from "./bad-input/project";
import { badRegion } from "./bad-input/region";
import { badStateBackend } from "./bad-input/state-backend";
import { badTags } from "./bad-input/tags";
import { badUnknownFields } from "./bad-input/unknown-fields";
import { badWorkloadIdentities } from "./bad-input/workload-identities";
import { badWrongTypesInEnvironment } from "./bad-input/wrong-types-in-environment";
import { badWrongTypesInProject } from "./bad-input/wrong-types-in-project";
import { messageOf, refusal } from "./refusal";
import { changed, dev, project } from "./valid-configuration";

describe.each([
  badAccount,
  badAddressBlocks,
  badAddresses,
  badAdministrators,
  badAzureAccount,
  badAzureCluster,
  badAzureNetwork,
  badAzureNodePools,
  badAzureStateBackend,
  badCloudflareState,
  badCluster,
  badEdge,
  badEdgePagesAndBuckets,
  badEdgeRules,
  badEdgeZones,
  badEndpointAccess,
  badEnvironment,
  badExistingNetwork,
  badGoogleCloudAccount,
  badGoogleCloudCluster,
  badGoogleCloudExistingNetwork,
  badGoogleCloudNetwork,
  badGoogleCloudState,
  badHetznerAccount,
  badHetznerControlPlane,
  badHetznerK3s,
  badHetznerNetwork,
  badHetznerState,
  badInstanceTypes,
  badKubernetesVersion,
  badMissingFields,
  badNetwork,
  badNodePoolZones,
  badNodePools,
  badNodeScheduling,
  badPlatform,
  badPlatformElsewhere,
  badPodAndServiceBlocks,
  badProject,
  badRegion,
  badStateBackend,
  badTags,
  badUnknownFields,
  badWorkloadIdentities,
  badWrongTypesInEnvironment,
  badWrongTypesInProject,
])("$about", ({ cases }) => {
  test.each(cases)("$it", ({ project: inProject = {}, dev: inDev = {}, problems }) => {
    expect(refusal(changed(project, inProject), [changed(dev, inDev)])).toBe(messageOf(problems));
  });
});
