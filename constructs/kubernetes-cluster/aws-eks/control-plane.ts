import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { policyDocument } from "../../account/aws/iam-policy";
import type { KubernetesClusterProps } from "../../contract/kubernetes-cluster";
import { IamServiceRole } from "./iam-service-role";
import { eksNames } from "./names";
import { SecretsKey } from "./secrets-key";

const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

export interface ControlPlaneProps extends KubernetesClusterProps {
  /** The security group of the control plane's network interfaces, beside the one that EKS makes. */
  readonly securityGroupId: string;
}

/** The EKS control plane, with its role, the key of its secrets and its logs. */
export class ControlPlane extends Construct {
  readonly cluster: EksCluster;
  /** Undefined when AWS' own key encrypts the secrets. */
  readonly secretsKey: SecretsKey | undefined;
  /** Undefined when the control plane's logs are off. */
  readonly logGroup: CloudwatchLogGroup | undefined;

  constructor(
    scope: Construct,
    id: string,
    { namePrefix, cluster, network, securityGroupId }: ControlPlaneProps,
  ) {
    super(scope, id);
    const names = eksNames(namePrefix);
    const { controlPlaneLogs, deletionProtection } = cluster;
    const isPublic = cluster.endpointAccess === "public-restricted";

    this.secretsKey =
      cluster.secretsEncryption === "customer-key"
        ? new SecretsKey(this, "secrets", { namePrefix, deletionProtection })
        : undefined;
    this.logGroup =
      controlPlaneLogs === "off"
        ? undefined
        : new CloudwatchLogGroup(this, "log-group", {
            name: names.logGroup,
            retentionInDays: controlPlaneLogs.retentionDays,
          });
    const role = new IamServiceRole(this, "identity", {
      name: names.clusterRole,
      service: "eks.amazonaws.com",
      managedPolicies: ["AmazonEKSClusterPolicy"],
    });
    const policies = [this.logGroupPolicy(role), ...this.secretsKeyPolicy(role)];

    this.cluster = new EksCluster(this, "cluster", {
      name: names.cluster,
      version: cluster.kubernetesVersion,
      roleArn: role.role.arn,
      // Add-ons are declared below, each with its version; EKS' own copies of them would be left unmanaged.
      bootstrapSelfManagedAddons: false,
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      upgradePolicy: { supportType: cluster.upgradeChannel.toUpperCase() },
      enabledClusterLogTypes: controlPlaneLogs === "off" ? [] : logTypes,
      kubernetesNetworkConfig: { serviceIpv4Cidr: network.serviceCidr },
      vpcConfig: {
        subnetIds: network.controlPlaneSubnetIds,
        securityGroupIds: [securityGroupId],
        endpointPrivateAccess: true,
        endpointPublicAccess: isPublic,
        ...(isPublic ? { publicAccessCidrs: cluster.authorizedCidrs } : {}),
      },
      ...(this.secretsKey === undefined
        ? {}
        : { encryptionConfig: { resources: ["secrets"], provider: { keyArn: this.secretsKey.arn } } }),
      lifecycle: {
        preventDestroy: deletionProtection,
        // EKS fixes the control plane's zones when it makes it, and refuses subnets of any other; nodes may run there
        // all the same. https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html#network-requirements-subnets
        ignoreChanges: ["vpc_config[0].subnet_ids"],
      },
      dependsOn: [...role.attachments, ...policies, ...(this.logGroup === undefined ? [] : [this.logGroup])],
    });
  }

  /** Without it EKS writes a last entry after its log group is gone, which makes the group anew, unmanaged. */
  private logGroupPolicy({ role }: IamServiceRole): IamRolePolicy {
    return new IamRolePolicy(this, "log-group-policy", {
      name: "deny-create-log-group",
      role: role.id,
      policy: policyDocument({
        Sid: "DenyCreateLogGroup",
        Effect: "Deny",
        Action: "logs:CreateLogGroup",
        Resource: "*",
      }),
    });
  }

  private secretsKeyPolicy({ role }: IamServiceRole): IamRolePolicy[] {
    if (this.secretsKey === undefined) return [];
    return [
      new IamRolePolicy(this, "secrets-key-policy", {
        name: "use-secrets-key",
        role: role.id,
        policy: policyDocument({
          Sid: "UseSecretsKey",
          Effect: "Allow",
          Action: ["kms:Encrypt", "kms:Decrypt", "kms:ListGrants", "kms:DescribeKey"],
          Resource: this.secretsKey.arn,
        }),
      }),
    ];
  }
}
