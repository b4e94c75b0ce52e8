import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Construct } from "constructs";
import { networkNames } from "./names";
import type { SubnetTiers } from "./subnet-tiers";

/** Gateway endpoints cost nothing, and keep images and state off the NAT gateways. */
const gatewayServices = ["s3", "dynamodb"] as const;

/**
 * What a node, its add-ons and Pod Identity call.
 * https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
 */
const interfaceServices = [
  "autoscaling",
  "ec2",
  "ec2messages",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticloadbalancing",
  "kms",
  "logs",
  "ssm",
  "ssmmessages",
  "sts",
] as const;

export interface ServiceEndpointsProps {
  readonly vpcId: string;
  readonly region: string;
  readonly tiers: SubnetTiers;
  /** The blocks whose addresses may call: the network's, and the pods' own. */
  readonly callers: Readonly<Record<string, string>>;
  /** Whether AWS' services are reached privately, beyond the free gateways. */
  readonly privateServiceAccess: boolean;
  readonly namePrefix: string;
}

/** Private ways from the VPC to AWS' own services. */
export class ServiceEndpoints extends Construct {
  readonly endpoints: readonly VpcEndpoint[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceEndpointsProps,
  ) {
    super(scope, id);
    const gateways = gatewayServices.map((service) => this.gatewayEndpoint(service));
    this.endpoints = props.privateServiceAccess ? [...gateways, ...this.interfaceEndpoints()] : gateways;
  }

  private gatewayEndpoint(service: string): VpcEndpoint {
    const { vpcId, region, tiers, namePrefix } = this.props;
    const tables = [tiers.publicRouteTable, ...tiers.byZone.map((zone) => zone.privateRouteTable)];
    return new VpcEndpoint(this, service, {
      vpcId,
      serviceName: `com.amazonaws.${region}.${service}`,
      vpcEndpointType: "Gateway",
      routeTableIds: tables.map((table) => table.id),
      tags: { Name: `${namePrefix}-${service}` },
    });
  }

  private interfaceEndpoints(): VpcEndpoint[] {
    const { vpcId, region, tiers, namePrefix } = this.props;
    const securityGroup = this.securityGroup();
    return interfaceServices.map(
      (service) =>
        new VpcEndpoint(this, service, {
          vpcId,
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Interface",
          privateDnsEnabled: true,
          subnetIds: tiers.byZone.map((zone) => zone.controlPlane.id),
          securityGroupIds: [securityGroup.id],
          tags: { Name: `${namePrefix}-${service}` },
        }),
    );
  }

  private securityGroup(): SecurityGroup {
    const { vpcId, callers, namePrefix } = this.props;
    const name = networkNames(namePrefix).endpointSecurityGroup;
    const group = new SecurityGroup(this, "security-group", {
      name,
      description: "HTTPS from the network to AWS services",
      vpcId,
      tags: { Name: name },
    });
    for (const [caller, cidrIpv4] of Object.entries(callers)) {
      new VpcSecurityGroupIngressRule(this, `https-from-${caller}`, {
        securityGroupId: group.id,
        description: `HTTPS from ${caller}`,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4,
      });
    }
    return group;
  }
}
