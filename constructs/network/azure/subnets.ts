import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet";
import type { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import { Construct } from "constructs";
import { apiServerAddresses, nodeAddresses } from "./address-plan";
import { networkNames } from "./names";

/**
 * Azure's own services that a node or a pod calls by service endpoint, so that the call never leaves Azure's network.
 * https://learn.microsoft.com/azure/virtual-network/virtual-network-service-endpoints-overview
 */
const endpointServices = ["Microsoft.ContainerRegistry", "Microsoft.KeyVault", "Microsoft.Storage"];

/** Lets AKS put its API servers into a subnet: https://learn.microsoft.com/azure/aks/api-server-vnet-integration */
const apiServerDelegation = {
  name: "aks",
  serviceDelegation: {
    name: "Microsoft.ContainerService/managedClusters",
    actions: ["Microsoft.Network/virtualNetworks/subnets/join/action"],
  },
};

export interface SubnetsProps {
  readonly group: ResourceGroup;
  readonly network: VirtualNetwork;
  readonly cidr: string;
  readonly zones: readonly string[];
  /** Whether nodes reach Azure's services by service endpoints. */
  readonly privateServiceAccess: boolean;
  readonly namePrefix: string;
}

/** The subnet of one zone's nodes. */
export interface ZoneSubnet {
  readonly zone: string;
  readonly nodes: Subnet;
}

/** A subnet for the nodes of each zone, because a NAT gateway is in one zone, and one for the API server. */
export class Subnets extends Construct {
  readonly byZone: readonly ZoneSubnet[];
  readonly apiServer: Subnet;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: SubnetsProps,
  ) {
    super(scope, id);
    const { cidr, zones, privateServiceAccess, namePrefix } = props;
    const names = networkNames(namePrefix);
    const endpoints = privateServiceAccess ? { serviceEndpoints: endpointServices } : {};
    this.byZone = zones.map((zone, place) => ({
      zone,
      nodes: new Subnet(this, `nodes-${zone}`, {
        ...this.common(names.nodeSubnet(zone), nodeAddresses(cidr, place)),
        // A machine without a NAT gateway would else leave by an address of Azure's choosing.
        defaultOutboundAccessEnabled: false,
        ...endpoints,
      }),
    }));
    this.apiServer = new Subnet(this, "api-server", {
      ...this.common(names.apiServerSubnet, apiServerAddresses(cidr)),
      delegation: [apiServerDelegation],
    });
  }

  private common(name: string, cidr: string) {
    const { group, network } = this.props;
    return {
      name,
      resourceGroupName: group.name,
      virtualNetworkName: network.name,
      addressPrefixes: [cidr],
    };
  }
}
