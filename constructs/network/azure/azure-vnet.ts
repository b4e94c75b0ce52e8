import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Network, NetworkOutputs, NetworkProps, NetworkSettings } from "../../contract/network";
import { InternetAccess } from "./internet-access";
import { networkNames } from "./names";
import { SubnetFirewall } from "./subnet-firewall";
import { Subnets } from "./subnets";
import { VnetFlowLog } from "./vnet-flow-log";

/** What a new virtual network is made from. */
export interface AzureVnetProps extends NetworkProps {
  readonly network: NetworkSettings;
}

/** A virtual network of the environment's own: subnets, their firewall, ways out and a flow log. */
export class AzureVnet extends Construct implements Network {
  readonly outputs: NetworkOutputs;
  readonly egress: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { namePrefix, account, region, zones, network }: AzureVnetProps) {
    super(scope, id);
    const { cidr, podCidr, serviceCidr, natMode, flowLogs, privateServiceAccess } = network;
    const names = networkNames(namePrefix);
    const group = new ResourceGroup(this, "group", { name: names.resourceGroup, location: region });
    const vnet = new VirtualNetwork(this, "vnet", {
      name: names.virtualNetwork,
      resourceGroupName: group.name,
      location: region,
      addressSpace: [cidr],
    });
    const common = { group, region, namePrefix };
    const subnets = new Subnets(this, "subnets", {
      ...common,
      network: vnet,
      cidr,
      zones,
      privateServiceAccess,
    });
    const blocks = podCidr === undefined ? [cidr] : [cidr, podCidr];
    const firewall = new SubnetFirewall(this, "firewall", { ...common, subnets, blocks });
    const internet = new InternetAccess(this, "internet", { ...common, subnets, natMode });
    if (flowLogs !== "off") {
      new VnetFlowLog(this, "flow-log", {
        ...common,
        network: vnet,
        retentionDays: flowLogs.retentionDays,
        subscription: account.id,
      });
    }

    this.egress = [...firewall.associations, ...internet.associations];
    this.outputs = {
      networkId: vnet.id,
      cidr,
      podCidr: podCidr ?? cidr,
      serviceCidr,
      privateSubnetIdsByZone: Object.fromEntries(subnets.byZone.map(({ zone, nodes }) => [zone, nodes.id])),
      // A public load balancer of Azure's has addresses, and no subnet.
      publicSubnetIdsByZone: {},
      podSubnetIdsByZone: {},
      controlPlaneSubnetIds: [subnets.apiServer.id],
      podRangeName: "",
      serviceRangeName: "",
      egressIps: internet.egressIps,
    };
  }
}
