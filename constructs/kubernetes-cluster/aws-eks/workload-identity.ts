import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { Construct } from "constructs";
import type { WorkloadIdentity, WorkloadIdentitySettings } from "../../contract/workload-identity";
import type { WorkloadScope } from "./workload-permissions";
import { workloadRole } from "./workload-role";

export interface PodIdentityProps {
  readonly clusterName: string;
  readonly clusterArn: string;
  readonly grant: WorkloadIdentitySettings;
  readonly scope: WorkloadScope;
}

/**
 * A role that the pods of one service account act as, through EKS Pod Identity: neither they nor their service account
 * need a mark. https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export class PodIdentity extends Construct {
  readonly identity: WorkloadIdentity;

  constructor(scope: Construct, id: string, props: PodIdentityProps) {
    super(scope, id);
    const { clusterName, clusterArn, grant } = props;
    const { namespace, serviceAccount } = grant;
    const { role, policy } = workloadRole(this, grant, props.scope, {
      Sid: "TrustServiceAccount",
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "aws:RequestTag/eks-cluster-arn": clusterArn,
          "aws:RequestTag/kubernetes-namespace": namespace,
          "aws:RequestTag/kubernetes-service-account": serviceAccount,
        },
      },
    });
    new EksPodIdentityAssociation(this, "association", {
      clusterName,
      namespace,
      serviceAccount,
      roleArn: role.arn,
      dependsOn: [policy],
    });
    this.identity = { principal: role.arn, annotations: {}, podLabels: {} };
  }
}
