import { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { RequiredApis } from "../../account/gcp/required-apis";
import type { Network, NetworkOutputs, NetworkProps, NetworkSettings } from "../../contract/network";
import { controlPlaneAddresses } from "./address-plan";
import { Firewall } from "./firewall";
import { FlowLog } from "./flow-log";
import { InternetAccess } from "./internet-access";
import { networkNames } from "./names";
import { ServiceAccess } from "./service-access";
import { Subnetworks } from "./subnetworks";

/** What a new VPC is made from. */
export interface GcpVpcProps extends NetworkProps {
  readonly network: NetworkSettings;
}

/** A VPC of the environment's own: two subnetworks, a firewall, ways out, private service access and a flow log. */
export class GcpVpc extends Construct implements Network {
  readonly outputs: NetworkOutputs;
  readonly egress: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { namePrefix, account, region, zones, network }: GcpVpcProps) {
    super(scope, id);
    const { cidr, podCidr, serviceCidr, natMode, flowLogs, privateServiceAccess } = network;
    if (podCidr === undefined) throw new Error("a network on Google Cloud has a block for pods");
    const names = networkNames(namePrefix);
    const apis = new RequiredApis(this, "apis", [
      "compute",
      ...(flowLogs === "off" ? [] : ["logging"]),
      ...(privateServiceAccess ? ["dns"] : []),
    ]).enabled;
    const vpc = new ComputeNetwork(this, "vpc", {
      name: namePrefix,
      autoCreateSubnetworks: false,
      routingMode: "REGIONAL",
      // The way to the internet is a route of the environment's own, which natMode alone decides about.
      deleteDefaultRoutesOnCreate: true,
      dependsOn: [...apis],
    });
    const networkId = vpc.id;
    const flowLog =
      flowLogs === "off"
        ? undefined
        : new FlowLog(this, "flow-log", {
            project: account.id,
            region,
            vpc,
            names,
            retentionDays: flowLogs.retentionDays,
            after: apis,
          });
    const subnetworks = new Subnetworks(this, "subnetworks", {
      networkId,
      region,
      names,
      cidr,
      podCidr,
      serviceCidr,
      flowLog,
    });
    new Firewall(this, "firewall", {
      networkId,
      namePrefix,
      controlPlane: controlPlaneAddresses(cidr),
      nodeTag: names.nodeTag,
      flowLog,
    });
    const internet = new InternetAccess(this, "internet", {
      networkId,
      region,
      zones,
      natMode,
      nodes: subnetworks.nodes,
      namePrefix,
      after: apis,
    });
    const services = privateServiceAccess
      ? new ServiceAccess(this, "services", { networkId, namePrefix, after: apis })
      : undefined;

    this.egress = [...internet.routes, ...(services?.routes ?? [])];
    this.outputs = {
      networkId,
      cidr,
      podCidr,
      serviceCidr,
      // A subnetwork spans the region's zones.
      privateSubnetIdsByZone: Object.fromEntries(zones.map((zone) => [zone, subnetworks.nodes.id])),
      publicSubnetIdsByZone: {},
      podSubnetIdsByZone: {},
      controlPlaneSubnetIds: [subnetworks.controlPlane.id],
      podRangeName: names.podRange,
      serviceRangeName: names.serviceRange,
      egressIps: internet.egressIps,
    };
  }
}
