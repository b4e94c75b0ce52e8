import { ApplicationSecurityGroup } from "@cdktf/provider-azurerm/lib/application-security-group";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { writableDnsZones } from "../../contract/dns-zone";
import type {
  KubernetesCluster,
  KubernetesClusterOutputs,
  KubernetesClusterProps,
} from "../../contract/kubernetes-cluster";
import type { WorkloadIdentity, WorkloadIdentitySettings } from "../../contract/workload-identity";
import { AdminAccess } from "./admin-access";
import { ApplicationStores } from "./application-stores";
import { ControlPlane } from "./control-plane";
import { controlPlaneGrants } from "./control-plane-grants";
import { ControlPlaneLogs } from "./control-plane-logs";
import { DiskEncryption } from "./disk-encryption";
import { Identities } from "./identities";
import { agentPoolNames, aksNames } from "./names";
import { agentPool, zonalPools } from "./node-pool";
import { PrivateDns } from "./private-dns";
import { SecretsKey } from "./secrets-key";
import { SnapshotRole } from "./snapshot-role";
import { AzureWorkloadIdentity, type AzureWorkloadIdentityProps } from "./workload-identity";
import { type PermissionScopes, permissionGrants } from "./workload-permissions";

/** The Entra ID application that every AKS cluster's API server is: https://azure.github.io/kubelogin/concepts/aks.html */
const apiServerApplication = "6dae42f8-4368-4678-94ff-3960e28e3630";

/** A private AKS cluster with an agent pool in each zone of a pool, and identities for pods. */
export class AzureAksCluster extends Construct implements KubernetesCluster {
  readonly outputs: KubernetesClusterOutputs;
  private readonly workloads: Omit<AzureWorkloadIdentityProps, "identity" | "grants">;
  private readonly permissionScopes: PermissionScopes;

  constructor(scope: Construct, id: string, props: KubernetesClusterProps) {
    super(scope, id);
    const { namePrefix, account, region, zones, cluster, network } = props;
    const { deletionProtection, controlPlaneLogs, kubernetesVersion, nodePools } = cluster;
    const tenantId = account.tenant;
    if (tenantId === undefined) throw new Error("An Azure account needs a tenant.");
    const names = aksNames(namePrefix);

    const group = new ResourceGroup(this, "group", { name: names.resourceGroup, location: region });
    const resourceGroupName = group.name;
    const place = { namePrefix, region, resourceGroupName };
    const owned = { namePrefix, account, tenantId, resourceGroupName, deletionProtection };

    const nodeGroup = new ApplicationSecurityGroup(this, "nodes", {
      name: names.nodeSecurityGroup,
      resourceGroupName,
      location: region,
    });
    const isPrivate = cluster.endpointAccess === "private";
    const privateDns = isPrivate
      ? new PrivateDns(this, "private-dns", { ...place, networkId: network.networkId })
      : undefined;
    const hasOwnKeys = cluster.secretsEncryption === "customer-key";
    const secretsKey = hasOwnKeys ? new SecretsKey(this, "secrets", owned) : undefined;
    const diskEncryption =
      secretsKey === undefined
        ? undefined
        : new DiskEncryption(this, "disks", { ...place, key: secretsKey.disks });
    const identities = new Identities(this, "identities", {
      ...place,
      grants: controlPlaneGrants({ network, nodeGroup, privateDns, secretsKey, diskEncryption }),
    });

    const { first, others } = zonalPools(nodePools, zones);
    const controlPlane = new ControlPlane(this, "control-plane", {
      ...props,
      resourceGroupName,
      tenantId,
      identities,
      privateDns,
      secretsKey,
      diskEncryption,
      securityGroupId: nodeGroup.id,
      firstPool: first,
      dependsOn: [
        ...props.egress,
        ...identities.grants,
        ...(privateDns === undefined ? [] : [privateDns.link]),
        ...(diskEncryption === undefined ? [] : [diskEncryption.grant]),
      ],
    });
    const aks = controlPlane.cluster;
    for (const zonal of others) {
      agentPool(this, zonal, {
        kubernetesVersion,
        subnetIdsByZone: network.privateSubnetIdsByZone,
        securityGroupId: nodeGroup.id,
        pools: nodePools,
        tags: props.tags,
        clusterId: aks.id,
      });
    }
    new AdminAccess(this, "admin", { clusterId: aks.id, principals: account.adminPrincipals });
    const logs =
      controlPlaneLogs === "off"
        ? undefined
        : new ControlPlaneLogs(this, "logs", { ...place, clusterId: aks.id, ...controlPlaneLogs });

    const { nodeResourceGroupId, oidcIssuerUrl } = aks;
    this.workloads = { ...place, issuer: oidcIssuerUrl };
    const stores = new ApplicationStores(this, "stores", owned);
    this.permissionScopes = {
      stores,
      snapshotRole: new SnapshotRole(stores, "snapshots", { namePrefix, account, nodeResourceGroupId }),
      nodeResourceGroupId,
      dnsZones: writableDnsZones(account, props.dnsZone),
      diskEncryptionSetId: diskEncryption?.set.id,
      logWorkspaceId: logs?.workspace.id,
    };

    this.outputs = {
      clusterName: aks.name,
      clusterId: aks.id,
      clusterEndpoint: `https://${isPrivate ? aks.privateFqdn : aks.fqdn}`,
      // Part of the provider's credentials, of which it alone is public.
      clusterCaCertificate: Token.asString(Fn.nonsensitive(aks.kubeConfig.get(0).clusterCaCertificate)),
      kubernetesVersion: aks.kubernetesVersion,
      authExec: {
        command: "kubelogin",
        args: ["get-token", "--login", "azurecli", "--server-id", apiServerApplication],
      },
      kubeconfigCommand: [
        `az aks get-credentials --subscription ${account.id} --resource-group ${resourceGroupName} --name ${aks.name}`,
        "kubelogin convert-kubeconfig --login azurecli",
      ].join(" && "),
      oidcIssuerUrl,
      workloadIdentityProvider: oidcIssuerUrl,
      nodeSecurityGroupId: nodeGroup.id,
      nodeIdentity: identities.kubelet.id,
      secretsEncryptionKeyId: secretsKey?.secrets.versionlessId ?? "",
      nodePoolNames: Object.fromEntries(
        nodePools.map(({ name }) => [
          name,
          [first, ...others]
            .filter(({ pool }) => pool.name === name)
            .map(({ zone }) => agentPoolNames(name, zone).name),
        ]),
      ),
      logDestination: logs?.workspace.id ?? "",
    };
  }

  grantWorkloadIdentity(identity: WorkloadIdentitySettings): WorkloadIdentity {
    const grants = identity.permissions.flatMap((permission) =>
      permissionGrants(permission, this.permissionScopes, identity.buckets),
    );
    return new AzureWorkloadIdentity(this, `workload-${identity.name}`, {
      ...this.workloads,
      identity,
      grants,
    }).outputs;
  }
}
