import { KubernetesCluster } from "@cdktf/provider-azurerm/lib/kubernetes-cluster";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { subnet } from "../../contract/cidr";
import type { KubernetesClusterProps } from "../../contract/kubernetes-cluster";
import { nodeTaints } from "../../contract/node-pool";
import type { DiskEncryption } from "./disk-encryption";
import type { Identities } from "./identities";
import { automaticUpgrades, maintenanceWindows, supportPlan } from "./maintenance";
import { aksNames } from "./names";
import { agentPoolSettings, upgradeSettings, type ZonalPool } from "./node-pool";
import type { PrivateDns } from "./private-dns";
import type { SecretsKey } from "./secrets-key";

export interface ControlPlaneProps extends KubernetesClusterProps {
  readonly resourceGroupName: string;
  readonly tenantId: string;
  readonly identities: Identities;
  /** Where the private API server's name is; undefined where it is public. */
  readonly privateDns: PrivateDns | undefined;
  /** Undefined when Azure's own keys encrypt the secrets. */
  readonly secretsKey: SecretsKey | undefined;
  /** Undefined when Azure's own keys encrypt the disks. */
  readonly diskEncryption: DiskEncryption | undefined;
  /** The application security group that nodes join. */
  readonly securityGroupId: string;
  /** The agent pool that is made with the cluster. */
  readonly firstPool: ZonalPool;
  readonly dependsOn: ITerraformDependable[];
}

/** The AKS control plane, and the first of its agent pools, without which Azure makes none. */
export class ControlPlane extends Construct {
  readonly cluster: KubernetesCluster;

  constructor(scope: Construct, id: string, props: ControlPlaneProps) {
    super(scope, id);
    const { namePrefix, region, cluster, identities } = props;
    const names = aksNames(namePrefix);
    const { upgradeChannel, controlPlaneHa } = cluster;
    this.cluster = new KubernetesCluster(this, "cluster", {
      name: names.cluster,
      resourceGroupName: props.resourceGroupName,
      nodeResourceGroup: names.nodeResourceGroup,
      location: region,
      kubernetesVersion: cluster.kubernetesVersion,
      ...supportPlan(upgradeChannel, controlPlaneHa),
      ...automaticUpgrades,
      ...maintenanceWindows(cluster.maintenanceWindow),
      ...apiServer(props),
      ...signIn(props),
      ...keys(props),
      // Who may call Azure could run commands in the cluster, past its private endpoint.
      runCommandEnabled: false,
      azurePolicyEnabled: true,
      identity: { type: "UserAssigned", identityIds: [identities.cluster.id] },
      kubeletIdentity: {
        userAssignedIdentityId: identities.kubelet.id,
        clientId: identities.kubelet.clientId,
        objectId: identities.kubelet.principalId,
      },
      networkProfile: networkProfile(props),
      // A pool has an agent pool in each zone, which are to grow evenly.
      autoScalerProfile: { balanceSimilarNodeGroups: true },
      defaultNodePool: defaultNodePool(props),
      lifecycle: {
        preventDestroy: cluster.deletionProtection,
        // The autoscaler moves the number of nodes; Terraform must not move it back.
        ignoreChanges: ["default_node_pool[0].node_count"],
      },
      dependsOn: props.dependsOn,
    });
  }
}

/** The API server stands in the network itself, so that nodes reach it there also where others come by the internet. */
function apiServer({ namePrefix, cluster, network, privateDns }: ControlPlaneProps) {
  const [subnetId] = network.controlPlaneSubnetIds;
  if (subnetId === undefined) throw new Error("AKS needs a subnet for its API server.");
  const profile = { virtualNetworkIntegrationEnabled: true, subnetId };
  if (privateDns === undefined) {
    return {
      privateClusterEnabled: false,
      dnsPrefix: namePrefix,
      apiServerAccessProfile: { ...profile, authorizedIpRanges: [...cluster.authorizedCidrs] },
    };
  }
  return {
    privateClusterEnabled: true,
    privateClusterPublicFqdnEnabled: false,
    privateDnsZoneId: privateDns.zone.id,
    dnsPrefixPrivateCluster: namePrefix,
    apiServerAccessProfile: profile,
  };
}

/** Nobody but Entra ID's principals gets in, and what they may do is a role on Azure; pods get identities the same way. */
function signIn({ tenantId }: ControlPlaneProps) {
  return {
    localAccountDisabled: true,
    roleBasedAccessControlEnabled: true,
    azureActiveDirectoryRoleBasedAccessControl: { azureRbacEnabled: true, tenantId },
    oidcIssuerEnabled: true,
    workloadIdentityEnabled: true,
  };
}

function keys({ secretsKey, diskEncryption }: ControlPlaneProps) {
  return {
    ...(secretsKey === undefined
      ? {}
      : {
          keyManagementService: {
            keyVaultKeyId: secretsKey.currentSecretsKeyId,
            keyVaultNetworkAccess: "Public",
          },
        }),
    ...(diskEncryption === undefined ? {} : { diskEncryptionSetId: diskEncryption.set.id }),
  };
}

/** Pods have a block of their own, and Cilium carries their traffic and enforces network policies. */
function networkProfile({ network }: ControlPlaneProps) {
  return {
    networkPlugin: "azure",
    networkPluginMode: "overlay",
    networkDataPlane: "cilium",
    networkPolicy: "cilium",
    podCidr: network.podCidr,
    serviceCidr: network.serviceCidr,
    // The tenth address, where clusters commonly have their DNS.
    dnsServiceIp: subnet(network.serviceCidr, 32, 10).replace("/32", ""),
    loadBalancerSku: "standard",
    outboundType: "userAssignedNATGateway",
  };
}

function defaultNodePool({ firstPool, cluster, network, securityGroupId, tags }: ControlPlaneProps) {
  const { nodePools: pools, kubernetesVersion } = cluster;
  return {
    ...agentPoolSettings(firstPool, {
      kubernetesVersion,
      subnetIdsByZone: network.privateSubnetIdsByZone,
      securityGroupId,
      pools,
      tags,
    }),
    // Its only taint: the first pool can have no other one, and so a system pool has none of its own.
    onlyCriticalAddonsEnabled: nodeTaints(firstPool.pool, pools).length > 0,
    upgradeSettings,
  };
}
