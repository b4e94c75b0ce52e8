import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { podAddresses, zoneAddresses } from "./address-plan";

export interface SubnetTiersProps {
  readonly vpcId: string;
  readonly cidr: string;
  readonly podCidr?: string | undefined;
  /** What must exist before a pod subnet can: the association of `podCidr` with the VPC. */
  readonly podCidrAssociation?: ITerraformDependable | undefined;
  readonly zones: readonly string[];
  readonly namePrefix: string;
}

/** One zone's subnets, and the route table that its private and pod subnets share. */
export interface ZoneSubnets {
  readonly zone: string;
  readonly private: Subnet;
  readonly public: Subnet;
  readonly controlPlane: Subnet;
  readonly pods?: Subnet;
  readonly privateRouteTable: RouteTable;
}

/**
 * The VPC's tiers of subnets, each keyed by zone: private (nodes), public (load balancers, NAT gateways), control
 * plane (no way out at all) and, where pods have a block of their own, pods.
 */
export class SubnetTiers extends Construct {
  readonly byZone: readonly ZoneSubnets[];
  readonly publicRouteTable: RouteTable;
  readonly controlPlaneRouteTable: RouteTable;
  /** What ties subnets to route tables; a node in a subnet without it has no route. */
  readonly privateAssociations: readonly RouteTableAssociation[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SubnetTiersProps,
  ) {
    super(scope, id);
    this.publicRouteTable = this.routeTable("public");
    this.controlPlaneRouteTable = this.routeTable("control-plane");
    this.byZone = props.zones.map((zone, place) => this.zoneSubnets(zone, place));
    this.privateAssociations = this.byZone.flatMap((subnets) => this.associations(subnets));
  }

  private zoneSubnets(zone: string, place: number): ZoneSubnets {
    const { cidr, podCidr } = this.props;
    const addresses = zoneAddresses(cidr, place);
    return {
      zone,
      // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/subnet_discovery/
      private: this.subnet("private", zone, addresses.private, { "kubernetes.io/role/internal-elb": "1" }),
      public: this.subnet("public", zone, addresses.public, { "kubernetes.io/role/elb": "1" }),
      controlPlane: this.subnet("control-plane", zone, addresses.controlPlane),
      ...(podCidr === undefined ? {} : { pods: this.subnet("pods", zone, podAddresses(podCidr, place)) }),
      privateRouteTable: this.routeTable(`private-${zone}`),
    };
  }

  private associations(subnets: ZoneSubnets): RouteTableAssociation[] {
    const { zone, pods, privateRouteTable } = subnets;
    this.associate("public", zone, subnets.public, this.publicRouteTable);
    this.associate("control-plane", zone, subnets.controlPlane, this.controlPlaneRouteTable);
    return [
      this.associate("private", zone, subnets.private, privateRouteTable),
      ...(pods === undefined ? [] : [this.associate("pods", zone, pods, privateRouteTable)]),
    ];
  }

  private subnet(tier: string, zone: string, cidrBlock: string, tags: Record<string, string> = {}): Subnet {
    const { vpcId, namePrefix, podCidrAssociation } = this.props;
    return new Subnet(this, `${tier}-${zone}`, {
      vpcId,
      cidrBlock,
      availabilityZone: zone,
      mapPublicIpOnLaunch: false,
      tags: { Name: `${namePrefix}-${tier}-${zone}`, ...tags },
      ...(tier === "pods" && podCidrAssociation !== undefined ? { dependsOn: [podCidrAssociation] } : {}),
    });
  }

  private routeTable(name: string): RouteTable {
    const { vpcId, namePrefix } = this.props;
    return new RouteTable(this, `${name}-routes`, { vpcId, tags: { Name: `${namePrefix}-${name}` } });
  }

  private associate(
    tier: string,
    zone: string,
    subnet: Subnet,
    routeTable: RouteTable,
  ): RouteTableAssociation {
    return new RouteTableAssociation(this, `${tier}-${zone}-routes-association`, {
      subnetId: subnet.id,
      routeTableId: routeTable.id,
    });
  }
}
