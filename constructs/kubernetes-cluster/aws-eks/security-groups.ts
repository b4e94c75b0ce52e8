import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { eksNames } from "./names";

/** What the control plane calls on a node: the kubelet, and where common add-ons serve their webhooks and metrics. */
const portsFromControlPlane: Readonly<Record<string, number>> = {
  https: 443,
  "metrics-server": 4443,
  "webhook-6443": 6443,
  "webhook-8443": 8443,
  "webhook-9443": 9443,
  kubelet: 10250,
  "metrics-server-add-on": 10251,
};

export interface SecurityGroupsProps {
  readonly vpcId: string;
  readonly namePrefix: string;
}

/**
 * The firewall between control plane and nodes. Neither group carries the tag `kubernetes.io/cluster/<name>`: EKS
 * tags its own group with it, and a second one makes load balancer controllers fail.
 */
export class SecurityGroups extends Construct {
  readonly controlPlaneId: string;
  readonly nodeId: string;
  /** What must hold as long as a node runs. */
  readonly rules: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { vpcId, namePrefix }: SecurityGroupsProps) {
    super(scope, id);
    const names = eksNames(namePrefix);
    const controlPlane = this.group("control-plane", names.clusterSecurityGroup, "EKS control plane", vpcId);
    const node = this.group("node", names.nodeSecurityGroup, "EKS nodes and their pods", vpcId);
    this.controlPlaneId = controlPlane.id;
    this.nodeId = node.id;

    const fromNodes = new VpcSecurityGroupIngressRule(this, "control-plane-from-nodes", {
      securityGroupId: controlPlane.id,
      referencedSecurityGroupId: node.id,
      description: "Kubernetes API from nodes and pods",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
    });
    const fromControlPlane = Object.entries(portsFromControlPlane).map(
      ([name, port]) =>
        new VpcSecurityGroupIngressRule(this, `node-${name}`, {
          securityGroupId: node.id,
          referencedSecurityGroupId: controlPlane.id,
          description: `${name} from the control plane`,
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
        }),
    );
    const betweenNodes = new VpcSecurityGroupIngressRule(this, "node-from-nodes", {
      securityGroupId: node.id,
      referencedSecurityGroupId: node.id,
      description: "Between nodes and pods, which network policies restrict",
      ipProtocol: "-1",
    });
    const egress = new VpcSecurityGroupEgressRule(this, "node-egress", {
      securityGroupId: node.id,
      description: "Wherever the network's routes lead",
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
    });
    this.rules = [fromNodes, ...fromControlPlane, betweenNodes, egress];
  }

  private group(id: string, name: string, description: string, vpcId: string): SecurityGroup {
    return new SecurityGroup(this, id, { name, description, vpcId, tags: { Name: name } });
  }
}
