import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { Construct } from "constructs";
import { aksNames } from "./names";

export interface PrivateDnsProps {
  readonly namePrefix: string;
  readonly region: string;
  readonly resourceGroupName: string;
  readonly networkId: string;
}

/**
 * The zone that tells the network where the API server is. It is a subzone of its own, because a network that several
 * clusters share can be linked to one zone of a name only. Its name is the one that an API server within the network
 * takes; that of a private link has "privatelink".
 * https://learn.microsoft.com/azure/aks/private-clusters#configure-a-private-dns-zone
 */
export class PrivateDns extends Construct {
  readonly zone: PrivateDnsZone;
  readonly link: PrivateDnsZoneVirtualNetworkLink;

  constructor(
    scope: Construct,
    id: string,
    { namePrefix, region, resourceGroupName, networkId }: PrivateDnsProps,
  ) {
    super(scope, id);
    const { cluster, privateDnsSubzone } = aksNames(namePrefix);
    this.zone = new PrivateDnsZone(this, "zone", {
      name: `${privateDnsSubzone}.private.${region}.azmk8s.io`,
      resourceGroupName,
    });
    this.link = new PrivateDnsZoneVirtualNetworkLink(this, "link", {
      name: cluster,
      resourceGroupName,
      privateDnsZoneName: this.zone.name,
      virtualNetworkId: networkId,
      registrationEnabled: false,
    });
  }
}
