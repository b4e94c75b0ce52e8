import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import type { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Network, NetworkOutputs, NetworkProps, NetworkSettings } from "../../contract/network";
import { InternetAccess } from "./internet-access";
import { ServiceEndpoints } from "./service-endpoints";
import { SubnetTiers, type ZoneSubnets } from "./subnet-tiers";
import { VpcFlowLog } from "./vpc-flow-log";

/** What a new VPC is made from. */
export interface AwsVpcProps extends NetworkProps {
  readonly network: NetworkSettings;
}

/** A VPC of the environment's own: tiers of subnets, ways out, private service access and a flow log. */
export class AwsVpc extends Construct implements Network {
  readonly outputs: NetworkOutputs;
  readonly egress: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { namePrefix, region, zones, network }: AwsVpcProps) {
    super(scope, id);
    const { cidr, podCidr, serviceCidr, natMode, flowLogs, privateServiceAccess } = network;
    const vpc = new Vpc(this, "vpc", {
      cidrBlock: cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: namePrefix },
    });
    // Adopting the default group without naming a rule removes the ones that AWS puts into it.
    new DefaultSecurityGroup(this, "default-security-group", {
      vpcId: vpc.id,
      tags: { Name: `${namePrefix}-unused` },
    });
    const podCidrAssociation =
      podCidr === undefined
        ? undefined
        : new VpcIpv4CidrBlockAssociation(this, "pod-cidr", { vpcId: vpc.id, cidrBlock: podCidr });

    const vpcId = vpc.id;
    const tiers = new SubnetTiers(this, "subnets", {
      vpcId,
      cidr,
      podCidr,
      podCidrAssociation,
      zones,
      namePrefix,
    });
    const internet = new InternetAccess(this, "internet", { vpcId, natMode, tiers, namePrefix });
    const services = new ServiceEndpoints(this, "services", {
      vpcId,
      region,
      tiers,
      callers: { network: cidr, ...(podCidr === undefined ? {} : { pods: podCidr }) },
      privateServiceAccess,
      namePrefix,
    });
    if (flowLogs !== "off") {
      new VpcFlowLog(this, "flow-log", { vpcId, retentionDays: flowLogs.retentionDays, namePrefix });
    }

    this.egress = [...tiers.privateAssociations, ...internet.privateRoutes, ...services.endpoints];
    this.outputs = {
      networkId: vpc.id,
      cidr,
      podCidr: podCidr ?? cidr,
      serviceCidr,
      privateSubnetIdsByZone: subnetIds(tiers, (subnets) => subnets.private),
      publicSubnetIdsByZone: subnetIds(tiers, (subnets) => subnets.public),
      podSubnetIdsByZone: subnetIds(tiers, (subnets) => subnets.pods),
      controlPlaneSubnetIds: tiers.byZone.map((subnets) => subnets.controlPlane.id),
      podRangeName: "",
      serviceRangeName: "",
      egressIps: internet.egressIps,
    };
  }
}

function subnetIds(
  tiers: SubnetTiers,
  tier: (subnets: ZoneSubnets) => Subnet | undefined,
): Record<string, string> {
  return Object.fromEntries(
    tiers.byZone.flatMap((subnets) => {
      const subnet = tier(subnets);
      return subnet === undefined ? [] : [[subnets.zone, subnet.id]];
    }),
  );
}
