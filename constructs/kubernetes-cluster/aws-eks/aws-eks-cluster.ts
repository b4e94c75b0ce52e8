import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";
import { writableDnsZones } from "../../contract/dns-zone";
import type {
  KubernetesCluster,
  KubernetesClusterOutputs,
  KubernetesClusterProps,
} from "../../contract/kubernetes-cluster";
import type { WorkloadIdentity, WorkloadIdentitySettings } from "../../contract/workload-identity";
import { AddOns } from "./add-ons";
import { AdminAccess } from "./admin-access";
import { ControlPlane } from "./control-plane";
import { IamServiceRole } from "./iam-service-role";
import { eksNames } from "./names";
import { NodePool } from "./node-pool";
import { SecurityGroups } from "./security-groups";
import { vpcCniConfiguration } from "./vpc-cni-configuration";
import { PodIdentity } from "./workload-identity";

/** Pods that run a cluster stay where workloads may not go. */
const onSystemNodes = { tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }] };

/** A private EKS cluster with managed node groups, EKS' own add-ons, and identities for pods. */
export class AwsEksCluster extends Construct implements KubernetesCluster {
  readonly outputs: KubernetesClusterOutputs;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: KubernetesClusterProps,
  ) {
    super(scope, id);
    const { namePrefix, region, zones, cluster, network } = props;
    const names = eksNames(namePrefix);
    const { kubernetesVersion } = cluster;

    const firewall = new SecurityGroups(this, "firewall", { vpcId: network.networkId, namePrefix });
    const controlPlane = new ControlPlane(this, "control-plane", {
      ...props,
      securityGroupId: firewall.controlPlaneId,
    });
    const eks = controlPlane.cluster;
    const clusterName = eks.name;
    new AdminAccess(this, "admin", { clusterName, principals: props.account.adminPrincipals });

    // A node without a container network or an identity agent never becomes ready: these come before the first one.
    const beforeNodes = new AddOns(this, "add-ons-before-nodes", {
      clusterName,
      kubernetesVersion,
      addOns: [
        {
          name: "vpc-cni",
          configuration: vpcCniConfiguration(network, region, firewall.nodeId),
          identity: {
            roleName: names.vpcCniRole,
            managedPolicy: "AmazonEKS_CNI_Policy",
            serviceAccount: "aws-node",
          },
        },
        { name: "kube-proxy" },
        { name: "eks-pod-identity-agent" },
      ],
    });
    const nodeRole = new IamServiceRole(this, "node-identity", {
      name: names.nodeRole,
      service: "ec2.amazonaws.com",
      managedPolicies: [
        "AmazonEKSWorkerNodePolicy",
        "AmazonEC2ContainerRegistryPullOnly",
        // Session Manager: the one way into a private network that needs no open port.
        "AmazonSSMManagedInstanceCore",
      ],
    });
    const nodePools = cluster.nodePools.map((pool) => ({
      name: pool.name,
      nodeGroups: new NodePool(this, `pool-${pool.name}`, {
        namePrefix,
        clusterName,
        kubernetesVersion,
        nodeRoleArn: nodeRole.role.arn,
        securityGroupId: firewall.nodeId,
        subnetIdsByZone: network.privateSubnetIdsByZone,
        zones,
        pool,
        pools: cluster.nodePools,
        tags: props.tags,
        dependsOn: [...props.egress, ...firewall.rules, ...beforeNodes.installed, ...nodeRole.attachments],
      }).nodeGroups,
    }));
    // These wait for nodes to run on, and report themselves degraded without.
    new AddOns(this, "add-ons-after-nodes", {
      clusterName,
      kubernetesVersion,
      addOns: [
        { name: "coredns" },
        {
          name: "aws-ebs-csi-driver",
          identity: {
            roleName: names.ebsCsiRole,
            managedPolicy: "service-role/AmazonEBSCSIDriverPolicy",
            serviceAccount: "ebs-csi-controller-sa",
          },
        },
        { name: "metrics-server", configuration: onSystemNodes },
      ],
      dependsOn: nodePools.flatMap(({ nodeGroups }) => Object.values(nodeGroups)),
    });
    const issuer = eks.identity.get(0).oidc.get(0).issuer;
    const identityProvider = new IamOpenidConnectProvider(this, "workload-identity", {
      url: issuer,
      clientIdList: ["sts.amazonaws.com"],
    });

    this.outputs = {
      clusterName,
      clusterId: eks.arn,
      clusterEndpoint: eks.endpoint,
      clusterCaCertificate: eks.certificateAuthority.get(0).data,
      kubernetesVersion: eks.version,
      authExec: {
        command: "aws",
        args: ["eks", "get-token", "--cluster-name", clusterName, "--region", region, "--output", "json"],
      },
      kubeconfigCommand: `aws eks update-kubeconfig --name ${clusterName} --region ${region}`,
      oidcIssuerUrl: issuer,
      workloadIdentityProvider: identityProvider.arn,
      nodeSecurityGroupId: firewall.nodeId,
      nodeIdentity: nodeRole.role.arn,
      secretsEncryptionKeyId: controlPlane.secretsKey?.arn ?? "",
      nodePoolNames: Object.fromEntries(
        nodePools.map(({ name, nodeGroups }) => [
          name,
          Object.values(nodeGroups).map((group) => group.nodeGroupName),
        ]),
      ),
      logDestination: controlPlane.logGroup?.arn ?? "",
    };
  }

  grantWorkloadIdentity(grant: WorkloadIdentitySettings): WorkloadIdentity {
    const { namePrefix, region, account, dnsZone } = this.props;
    return new PodIdentity(this, `identity-${grant.name}`, {
      clusterName: this.outputs.clusterName,
      clusterArn: this.outputs.clusterId,
      grant,
      scope: { namePrefix, region, accountId: account.id, dnsZones: writableDnsZones(account, dnsZone) },
    }).identity;
  }
}
