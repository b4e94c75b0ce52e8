import { Token } from "cdktf";
import { Construct } from "constructs";
import { bucketLocation, bucketName } from "../../account/hetzner/hetzner-account";
import type {
  KubernetesCluster,
  KubernetesClusterOutputs,
  KubernetesClusterProps,
} from "../../contract/kubernetes-cluster";
import { nodesByZone } from "../../contract/node-pool-zones";
import type { WorkloadFederation } from "../../contract/workload-federation";
import type { WorkloadIdentity, WorkloadIdentitySettings } from "../../contract/workload-identity";
import { gatewayAddress } from "../../network/hetzner/address-plan";
import { networkNames } from "../../network/hetzner/names";
import { controlPlaneAddressesIn, loadBalancersCidrIn, workersCidrIn } from "./addresses";
import { ApiLoadBalancer } from "./api-load-balancer";
import { bucketFolders, ClusterBucket } from "./cluster-bucket";
import { clusterConfiguration } from "./cluster-configuration";
import { connection, endpointAddress, identityProviderOf } from "./connection";
import { ControlPlane, controlPlaneServers } from "./control-plane";
import { Firewalls } from "./firewalls";
import { controlPlaneSelector, k3sNames, serverLabels } from "./names";
import { autoscaledGroups, NodePool } from "./node-pool";
import { serverImage } from "./server-types";
import { PublishedIssuer } from "./token-issuer";
import type { NodeProps } from "./user-data";

/** A private k3s cluster on servers of its own, whose pods other clouds know by the keys that it publishes. */
export class HetznerK3sCluster extends Construct implements KubernetesCluster {
  readonly outputs: KubernetesClusterOutputs;
  private readonly federation: WorkloadFederation | undefined;

  constructor(scope: Construct, id: string, props: KubernetesClusterProps) {
    super(scope, id);
    const { namePrefix, account, cluster, zones, network, tags } = props;
    const { deletionProtection, controlPlaneLogs } = cluster;
    const names = k3sNames(namePrefix);
    const pools = cluster.nodePools.map((pool) => ({ namePrefix, pool, pools: cluster.nodePools, zones }));
    const bucketPlace = {
      name: bucketName(namePrefix, account, "cluster"),
      location: bucketLocation(account),
    };
    const { api } = controlPlaneAddressesIn(network);
    const node: NodeProps = {
      kubernetesVersion: cluster.kubernetesVersion,
      apiAddress: api,
      gateway: gatewayAddress(network.cidr),
      sshKeys: props.overrides.hetzner.ssh?.publicKeys ?? [],
    };

    const issuer = new PublishedIssuer(this, "issuer", {
      bucketName: bucketName(namePrefix, account, "oidc"),
      location: bucketPlace.location,
      deletionProtection,
    });
    this.federation = props.federateWorkloads?.(this, "workloads", issuer);
    const bucket = new ClusterBucket(this, "bucket", {
      name: bucketPlace.name,
      controlPlaneLogs,
      deletionProtection,
    });
    const firewalls = new Firewalls(this, "firewalls", {
      namePrefix,
      cluster,
      labels: { ...tags },
    });
    const balancer = new ApiLoadBalancer(this, "api", {
      name: names.apiLoadBalancer,
      location: bucketPlace.location,
      subnetId: network.controlPlaneSubnetIds[0] ?? "",
      address: api,
      targets: controlPlaneSelector(namePrefix),
      deletionProtection,
      labels: { ...tags },
    });
    const { objects, index } = clusterConfiguration({
      ...node,
      cluster,
      controlPlaneServers: controlPlaneServers(props),
      adminPrincipals: account.adminPrincipals,
      identityProvider: identityProviderOf(props),
      podCidr: network.podCidr,
      serviceCidr: network.serviceCidr,
      apiNames: [endpointAddress(props)],
      serviceAccountIssuer: issuer.url,
      bucket: bucketPlace,
      networkName: networkName(props),
      workersCidr: workersCidrIn(network),
      loadBalancersCidr: loadBalancersCidrIn(network),
      serverLabels: { ...tags, ...serverLabels(namePrefix, "worker") },
      image: serverImage,
      autoscaledGroups: pools.flatMap(autoscaledGroups),
      privateServiceAccess: props.privateServiceAccess,
    });
    new ControlPlane(this, "control-plane", {
      ...props,
      node,
      networkName: networkName(props),
      bucket: bucketPlace,
      after: [bucket.writeConfiguration(objects, index), balancer.isAttached],
    });
    for (const pool of pools) {
      new NodePool(this, `pool-${pool.pool.name}`, {
        ...pool,
        networkId: network.networkId,
        node,
        tags,
        // Not on the control plane, which they wait for themselves: one of its servers can be replaced without them.
        dependsOn: [...props.egress, balancer.isAttached],
      });
    }

    this.outputs = {
      ...connection(this, props),
      clusterName: names.cluster,
      clusterId: names.cluster,
      kubernetesVersion: cluster.kubernetesVersion,
      oidcIssuerUrl: issuer.url,
      workloadIdentityProvider: issuer.url,
      nodeSecurityGroupId: firewalls.nodes.id,
      nodeIdentity: "",
      secretsEncryptionKeyId: `k3s:${names.cluster}:secretbox`,
      nodePoolNames: Object.fromEntries(
        cluster.nodePools.map((pool) => [
          pool.name,
          nodesByZone(pool, zones).map(({ zone }) => names.poolGroup(pool.name, zone)),
        ]),
      ),
      logDestination: controlPlaneLogs === "off" ? "" : `s3://${bucketPlace.name}/${bucketFolders.logs}`,
    };
  }

  grantWorkloadIdentity(grant: WorkloadIdentitySettings): WorkloadIdentity {
    if (this.federation === undefined) throw new Error("the account names no cloud that workloads are on");
    return this.federation.grant(grant);
  }
}

/** The network as Hetzner's tools find it: by its name, or an existing one by its id, which they take as well. */
function networkName({ namePrefix, network }: KubernetesClusterProps): string {
  return Token.isUnresolved(network.networkId) ? networkNames(namePrefix).network : network.networkId;
}
