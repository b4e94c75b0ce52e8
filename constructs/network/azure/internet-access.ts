import { NatGateway } from "@cdktf/provider-azurerm/lib/nat-gateway";
import { NatGatewayPublicIpAssociation } from "@cdktf/provider-azurerm/lib/nat-gateway-public-ip-association";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { SubnetNatGatewayAssociation } from "@cdktf/provider-azurerm/lib/subnet-nat-gateway-association";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { NatMode } from "../../contract/network";
import { networkNames } from "./names";
import type { Subnets } from "./subnets";

export interface InternetAccessProps {
  readonly group: ResourceGroup;
  readonly subnets: Subnets;
  readonly natMode: NatMode;
  readonly region: string;
  readonly namePrefix: string;
}

/** The nodes' ways to the internet: NAT gateways, each with an address, both in one zone. */
export class InternetAccess extends Construct {
  /** The NAT gateways' public addresses. */
  readonly egressIps: string[];
  /** What must exist before a node reaches the internet. */
  readonly associations: readonly ITerraformDependable[];

  constructor(
    scope: Construct,
    id: string,
    { group, subnets, natMode, region, namePrefix }: InternetAccessProps,
  ) {
    super(scope, id);
    const gatewayZones = { none: 0, single: 1, "per-zone": subnets.byZone.length }[natMode];
    const nat = subnets.byZone.slice(0, gatewayZones).map(({ zone }) => {
      const inZone = {
        name: networkNames(namePrefix).natGateway(zone),
        resourceGroupName: group.name,
        location: region,
        zones: [zone],
      };
      const address = new PublicIp(this, `nat-address-${zone}`, {
        ...inZone,
        sku: "Standard",
        allocationMethod: "Static",
      });
      const gateway = new NatGateway(this, `nat-gateway-${zone}`, { ...inZone, skuName: "Standard" });
      const addressAssociation = new NatGatewayPublicIpAssociation(this, `nat-address-association-${zone}`, {
        natGatewayId: gateway.id,
        publicIpAddressId: address.id,
      });
      return { address, gateway, addressAssociation };
    });
    this.egressIps = nat.map(({ address }) => address.ipAddress);

    const subnetAssociations = subnets.byZone.flatMap(({ zone, nodes }, place) => {
      const own = nat[place] ?? nat[0];
      if (own === undefined) return [];
      return [
        new SubnetNatGatewayAssociation(this, `nodes-${zone}-association`, {
          subnetId: nodes.id,
          natGatewayId: own.gateway.id,
        }),
      ];
    });
    this.associations = [...nat.map(({ addressAssociation }) => addressAssociation), ...subnetAssociations];
  }
}
