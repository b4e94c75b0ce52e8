import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { Construct } from "constructs";
import type { NatMode } from "../../contract/network";
import type { SubnetTiers } from "./subnet-tiers";

const everywhere = "0.0.0.0/0";

export interface InternetAccessProps {
  readonly vpcId: string;
  readonly natMode: NatMode;
  readonly tiers: SubnetTiers;
  readonly namePrefix: string;
}

/** The VPC's ways to the internet: a gateway for the public tier, NAT gateways for the private one. */
export class InternetAccess extends Construct {
  /** The NAT gateways' public addresses. */
  readonly egressIps: string[];
  /** The private tier's routes to the internet; none without NAT. */
  readonly privateRoutes: readonly Route[];

  constructor(scope: Construct, id: string, { vpcId, natMode, tiers, namePrefix }: InternetAccessProps) {
    super(scope, id);
    const gateway = new InternetGateway(this, "gateway", { vpcId, tags: { Name: namePrefix } });
    const publicRoute = new Route(this, "public-route", {
      routeTableId: tiers.publicRouteTable.id,
      destinationCidrBlock: everywhere,
      gatewayId: gateway.id,
    });

    const gatewayZones = { none: 0, single: 1, "per-zone": tiers.byZone.length }[natMode];
    const nat = tiers.byZone.slice(0, gatewayZones).map(({ zone, public: subnet }) => {
      const tags = { Name: `${namePrefix}-${zone}` };
      const address = new Eip(this, `nat-address-${zone}`, { domain: "vpc", tags, dependsOn: [gateway] });
      const natGateway = new NatGateway(this, `nat-gateway-${zone}`, {
        allocationId: address.id,
        subnetId: subnet.id,
        tags,
        dependsOn: [publicRoute],
      });
      return { address, natGateway };
    });
    this.egressIps = nat.map(({ address }) => address.publicIp);

    this.privateRoutes = tiers.byZone.flatMap(({ zone, privateRouteTable }, place) => {
      const own = nat[place] ?? nat[0];
      if (own === undefined) return [];
      return [
        new Route(this, `private-route-${zone}`, {
          routeTableId: privateRouteTable.id,
          destinationCidrBlock: everywhere,
          natGatewayId: own.natGateway.id,
        }),
      ];
    });
  }
}
