import { NetworkSecurityGroup } from "@cdktf/provider-azurerm/lib/network-security-group";
import { NetworkSecurityRule } from "@cdktf/provider-azurerm/lib/network-security-rule";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { SubnetNetworkSecurityGroupAssociation } from "@cdktf/provider-azurerm/lib/subnet-network-security-group-association";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { networkNames } from "./names";
import type { Subnets } from "./subnets";

export interface SubnetFirewallProps {
  readonly group: ResourceGroup;
  readonly subnets: Subnets;
  /** The blocks whose addresses may call one another: the network's, and the pods' own. */
  readonly blocks: readonly string[];
  readonly region: string;
  readonly namePrefix: string;
}

/** A security group around every subnet, which lets nobody in from the internet. */
export class SubnetFirewall extends Construct {
  /** What ties the group to the subnets. */
  readonly associations: readonly SubnetNetworkSecurityGroupAssociation[];
  private readonly securityGroup: NetworkSecurityGroup;

  /** The firewall of a scope's stack; undefined in a network that somebody else made. */
  static of(scope: Construct): SubnetFirewall | undefined {
    const { node } = TerraformStack.of(scope);
    return node.findAll().find((one): one is SubnetFirewall => one instanceof SubnetFirewall);
  }

  constructor(
    scope: Construct,
    id: string,
    { group, subnets, blocks, region, namePrefix }: SubnetFirewallProps,
  ) {
    super(scope, id);
    this.securityGroup = new NetworkSecurityGroup(this, "security-group", {
      name: networkNames(namePrefix).securityGroup,
      resourceGroupName: group.name,
      location: region,
    });
    const everyPort = { ...this.inbound, protocol: "*", destinationPortRange: "*" };
    // Pods' packets reach another node under the pods' own addresses, which a rule must know of before one that denies.
    // https://learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay
    new NetworkSecurityRule(this, "within", {
      ...everyPort,
      name: "allow-within",
      priority: 4000,
      access: "Allow",
      sourceAddressPrefixes: [...blocks],
      destinationAddressPrefixes: [...blocks],
    });
    // Azure's own last rule denies as well. Stated here, an opening has to come before it and is seen in a review.
    new NetworkSecurityRule(this, "internet", {
      ...everyPort,
      name: "deny-internet",
      priority: 4096,
      access: "Deny",
      sourceAddressPrefix: "Internet",
      destinationAddressPrefix: "*",
    });
    const guarded = [
      { name: "api-server", subnet: subnets.apiServer },
      ...subnets.byZone.map(({ zone, nodes }) => ({ name: `nodes-${zone}`, subnet: nodes })),
    ];
    this.associations = guarded.map(
      ({ name, subnet }) =>
        new SubnetNetworkSecurityGroupAssociation(this, `${name}-association`, {
          subnetId: subnet.id,
          networkSecurityGroupId: this.securityGroup.id,
        }),
    );
  }

  /** Lets the internet reach load balancers on some ports: Azure asks about them under their own addresses. */
  admit(scope: Construct, id: string, name: string, ports: readonly string[]): void {
    new NetworkSecurityRule(scope, id, {
      ...this.inbound,
      name,
      priority: 3000,
      access: "Allow",
      protocol: "Tcp",
      destinationPortRanges: [...ports],
      sourceAddressPrefix: "Internet",
      destinationAddressPrefix: "*",
    });
  }

  /** What all rules have in common. */
  private get inbound() {
    const { name, resourceGroupName } = this.securityGroup;
    return {
      resourceGroupName,
      networkSecurityGroupName: name,
      direction: "Inbound",
      sourcePortRange: "*",
    };
  }
}
