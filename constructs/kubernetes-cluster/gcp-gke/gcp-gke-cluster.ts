import type { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import { Fn, type ITerraformDependable, Op, Token } from "cdktf";
import { Construct } from "constructs";
import { projectNumber } from "../../account/gcp/project-number";
import { RequiredApis } from "../../account/gcp/required-apis";
import { writableDnsZones } from "../../contract/dns-zone";
import type {
  KubernetesCluster,
  KubernetesClusterOutputs,
  KubernetesClusterProps,
} from "../../contract/kubernetes-cluster";
import type { WorkloadIdentity, WorkloadIdentitySettings } from "../../contract/workload-identity";
import { networkNames } from "../../network/gcp/names";
import { AdminAccess } from "./admin-access";
import { ControlPlane } from "./control-plane";
import { Lifetime } from "./lifetime";
import { gkeNames } from "./names";
import { NodeIdentity } from "./node-identity";
import { NodePool } from "./node-pool";
import { GcpWorkloadIdentity } from "./workload-identity";

/** A private GKE cluster with a node pool for each of the environment's, and identities for pods. */
export class GcpGkeCluster extends Construct implements KubernetesCluster {
  readonly outputs: KubernetesClusterOutputs;
  private readonly apis: readonly ITerraformDependable[];
  private readonly lifetime: string;
  private readonly projectNumber: string;
  private readonly cluster: ContainerCluster;
  private readonly logBucket: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: KubernetesClusterProps,
  ) {
    super(scope, id);
    const { namePrefix, account, region, zones, cluster } = props;
    const project = account.id;
    const names = gkeNames(namePrefix);
    const location = cluster.controlPlaneHa ? region : (zones[0] ?? region);
    const networkTag = networkNames(namePrefix).nodeTag;

    this.lifetime = new Lifetime(this, "lifetime").id;
    const { number, enabled } = projectNumber(this, project);
    this.projectNumber = number;
    this.apis = [...enabled, ...new RequiredApis(this, "apis", requiredApis(props)).enabled];
    const after = this.apis;

    const nodeIdentity = new NodeIdentity(this, "node-identity", {
      accountId: names.nodeIdentity,
      project,
      after,
    });
    const controlPlane = new ControlPlane(this, "control-plane", {
      ...props,
      location,
      projectNumber: this.projectNumber,
      lifetime: this.lifetime,
      nodeIdentity,
      after,
    });
    this.cluster = controlPlane.cluster;
    const { secretsKey, logs } = controlPlane;
    this.logBucket = logs?.destination;
    new AdminAccess(this, "admin", {
      project,
      location,
      clusterName: names.cluster,
      principals: account.adminPrincipals,
      after,
    });
    const nodePools = cluster.nodePools.map((pool) => ({
      name: pool.name,
      nodePool: new NodePool(this, `pool-${pool.name}`, {
        project,
        cluster: this.cluster,
        kubernetesVersion: cluster.kubernetesVersion,
        nodeIdentity: nodeIdentity.email,
        networkTag,
        zones,
        pool,
        pools: cluster.nodePools,
        tags: props.tags,
        dependsOn: [...props.egress, ...nodeIdentity.grants],
      }).nodePool,
    }));

    this.outputs = {
      ...connection(this.cluster, props, location),
      workloadIdentityProvider: `${project}.svc.id.goog`,
      nodeSecurityGroupId: networkTag,
      nodeIdentity: nodeIdentity.email,
      secretsEncryptionKeyId: secretsKey?.id ?? "",
      nodePoolNames: Object.fromEntries(nodePools.map(({ name, nodePool }) => [name, [nodePool.name]])),
      logDestination: this.logBucket ?? "",
    };
  }

  grantWorkloadIdentity(grant: WorkloadIdentitySettings): WorkloadIdentity {
    const { namePrefix, account, dnsZone } = this.props;
    return new GcpWorkloadIdentity(this, `identity-${grant.name}`, {
      grant,
      namePrefix,
      project: account.id,
      projectNumber: this.projectNumber,
      lifetime: this.lifetime,
      dnsZones: writableDnsZones(account, dnsZone),
      logBucket: this.logBucket,
      cluster: this.cluster,
      after: this.apis,
    }).outputs;
  }
}

function requiredApis({ cluster }: KubernetesClusterProps): readonly string[] {
  const permissions = cluster.workloadIdentities.flatMap((identity) => identity.permissions);
  return [
    "compute",
    "container",
    "binaryauthorization",
    "iam",
    // Pods' tokens.
    "iamcredentials",
    ...(cluster.secretsEncryption === "customer-key" ? ["cloudkms"] : []),
    ...(cluster.controlPlaneLogs === "off" ? [] : ["logging"]),
    ...(permissions.includes("secrets.read") ? ["secretmanager"] : []),
    ...(permissions.includes("dns.write") ? ["dns"] : []),
  ];
}

/** How the cluster is reached, and what it is. */
function connection(
  { name, id, endpoint, masterAuth, masterVersion, privateClusterConfig }: ContainerCluster,
  { account, cluster }: KubernetesClusterProps,
  location: string,
) {
  const isPrivate = cluster.endpointAccess === "private";
  const get = `gcloud container clusters get-credentials ${name} --location ${location} --project ${account.id}`;
  return {
    clusterName: name,
    clusterId: id,
    clusterEndpoint: `https://${isPrivate ? privateClusterConfig.privateEndpoint : endpoint}`,
    clusterCaCertificate: masterAuth.clusterCaCertificate,
    kubernetesVersion: runningMinor(masterVersion, cluster.kubernetesVersion),
    // Prints the token of whoever is signed in to gcloud; it takes no arguments.
    authExec: { command: "gke-gcloud-auth-plugin", args: [] },
    kubeconfigCommand: isPrivate ? `${get} --internal-ip` : get,
    oidcIssuerUrl: `https://container.googleapis.com/v1/projects/${account.id}/locations/${location}/clusters/${name}`,
  };
}

/** The control plane's minor. When it is raised, the provider's plan still has the old one, and outputs keep to plans. */
function runningMinor(masterVersion: string, asked: string): string {
  const running = Fn.regex("^[0-9]+[.][0-9]+", masterVersion);
  const isBehind = Op.lt(Fn.tonumber(Fn.element(Fn.split(".", running), 1)), Number(asked.split(".")[1]));
  return Token.asString(Fn.conditional(isBehind, asked, running));
}
