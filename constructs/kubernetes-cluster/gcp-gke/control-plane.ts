import { ContainerCluster } from "@cdktf/provider-google/lib/container-cluster";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { KubernetesClusterProps } from "../../contract/kubernetes-cluster";
import { ControlPlaneLogs, controlPlaneComponents } from "./control-plane-logs";
import { maintenancePolicy } from "./maintenance";
import { gkeNames } from "./names";
import { hardening } from "./node-hardening";
import type { NodeIdentity } from "./node-identity";
import { SecretsKey } from "./secrets-key";

export interface ControlPlaneProps extends KubernetesClusterProps {
  /** The cluster's region, or its zone where the control plane has one only. */
  readonly location: string;
  /** The number of the Google Cloud project. */
  readonly projectNumber: string;
  /** What is new each time the environment is made. */
  readonly lifetime: string;
  readonly nodeIdentity: NodeIdentity;
  /** What must exist before anything of it. */
  readonly after: readonly ITerraformDependable[];
}

/** For nodes on which nothing runs: a new project's quota of SSD holds few of GKE's own disks of 100 GB. */
const smallestNodes = { machineType: "e2-medium", diskType: "pd-standard", diskSizeGb: 20 };

/** The GKE control plane, with the key of its secrets and its logs. */
export class ControlPlane extends Construct {
  readonly cluster: ContainerCluster;
  /** Undefined when Google's own key encrypts the secrets. */
  readonly secretsKey: SecretsKey | undefined;
  /** Undefined when the control plane's logs are off. */
  readonly logs: ControlPlaneLogs | undefined;

  constructor(scope: Construct, id: string, props: ControlPlaneProps) {
    super(scope, id);
    const { account, zones, cluster, network, location, nodeIdentity } = props;
    const { deletionProtection } = cluster;
    this.secretsKey = this.makeSecretsKey(props);
    this.logs = this.keepLogs(props);

    this.cluster = new ContainerCluster(this, "cluster", {
      name: gkeNames(props.namePrefix).cluster,
      location,
      // A zonal cluster's own zone is not to be listed.
      nodeLocations: zones.filter((zone) => zone !== location),
      minMasterVersion: cluster.kubernetesVersion,
      releaseChannel: { channel: cluster.upgradeChannel === "extended" ? "EXTENDED" : "REGULAR" },
      maintenancePolicy: maintenancePolicy(cluster),
      deletionProtection,

      network: network.networkId,
      subnetwork: Object.values(network.privateSubnetIdsByZone)[0],
      networkingMode: "VPC_NATIVE",
      ipAllocationPolicy: {
        clusterSecondaryRangeName: network.podRangeName,
        servicesSecondaryRangeName: network.serviceRangeName,
      },
      // Network policies are enforced by it.
      datapathProvider: "ADVANCED_DATAPATH",
      ...endpoints(props),

      workloadIdentityConfig: { workloadPool: `${account.id}.svc.id.goog` },
      masterAuth: { clientCertificateConfig: { issueClientCertificate: false } },
      enableLegacyAbac: false,
      enableShieldedNodes: true,
      binaryAuthorization: { evaluationMode: "PROJECT_SINGLETON_POLICY_ENFORCE" },
      securityPostureConfig: { mode: "BASIC" },
      databaseEncryption:
        this.secretsKey === undefined
          ? { state: "DECRYPTED" }
          : { state: "ENCRYPTED", keyName: this.secretsKey.id },
      loggingConfig: {
        enableComponents: ["SYSTEM_COMPONENTS", ...(this.logs === undefined ? [] : controlPlaneComponents)],
      },
      costManagementConfig: { enabled: true },

      // GKE makes no cluster without a pool, whose nodes can't be changed later: they last until the first own pool.
      removeDefaultNodePool: true,
      initialNodeCount: 1,
      nodeConfig: { ...hardening, ...smallestNodes, serviceAccount: nodeIdentity.email },
      lifecycle: {
        preventDestroy: deletionProtection,
        // Both belong to the pool that is gone.
        ignoreChanges: ["initial_node_count", "node_config"],
      },
      dependsOn: [
        ...props.after,
        ...props.egress,
        ...nodeIdentity.grants,
        ...(this.secretsKey === undefined ? [] : [this.secretsKey.grant]),
        ...(this.logs?.routes ?? []),
      ],
    });
  }

  private makeSecretsKey(props: ControlPlaneProps): SecretsKey | undefined {
    const { namePrefix, region, cluster, projectNumber, lifetime, after } = props;
    if (cluster.secretsEncryption === "provider-key") return undefined;
    return new SecretsKey(this, "secrets", {
      keyRing: gkeNames(namePrefix).keyRing(lifetime),
      region,
      projectNumber,
      deletionProtection: cluster.deletionProtection,
      after,
    });
  }

  private keepLogs(props: ControlPlaneProps): ControlPlaneLogs | undefined {
    const { namePrefix, account, region, location, cluster, lifetime, after } = props;
    const { controlPlaneLogs } = cluster;
    if (controlPlaneLogs === "off") return undefined;
    const names = gkeNames(namePrefix);
    return new ControlPlaneLogs(this, "logs", {
      project: account.id,
      region,
      name: names.controlPlaneLog,
      uniqueId: lifetime,
      clusterName: names.cluster,
      location,
      retentionDays: controlPlaneLogs.retentionDays,
      after,
    });
  }
}

/** How the API server is reached: from the network, and where the environment opens it, from authorized blocks. */
function endpoints({ cluster, network }: KubernetesClusterProps) {
  const isPublic = cluster.endpointAccess === "public-restricted";
  const [privateEndpointSubnetwork] = network.controlPlaneSubnetIds;
  const authorized = [network.cidr, ...(isPublic ? cluster.authorizedCidrs : [])];
  return {
    privateClusterConfig: {
      enablePrivateNodes: true,
      // Never "false": the provider hides that from its plan for as long as the subnetwork is unknown, and stops there.
      ...(isPublic ? {} : { enablePrivateEndpoint: true }),
      privateEndpointSubnetwork,
    },
    masterAuthorizedNetworksConfig: {
      cidrBlocks: authorized.map((cidrBlock) => ({ cidrBlock })),
      // Machines of Google Cloud's other customers have public addresses, too.
      gcpPublicCidrsAccessEnabled: false,
      privateEndpointEnforcementEnabled: true,
    },
    // Closed: IAM alone would guard it, towards every network, and authorized blocks don't hold there.
    controlPlaneEndpointsConfig: { dnsEndpointConfig: { allowExternalTraffic: false } },
  };
}
