import { ComputeSubnetwork } from "@cdktf/provider-google/lib/compute-subnetwork";
import { Construct } from "constructs";
import { controlPlaneAddresses, nodeAddresses } from "./address-plan";
import type { FlowLog } from "./flow-log";
import type { networkNames } from "./names";

export interface SubnetworksProps {
  readonly networkId: string;
  readonly region: string;
  readonly names: ReturnType<typeof networkNames>;
  readonly cidr: string;
  readonly podCidr: string;
  readonly serviceCidr: string;
  /** What takes the log of the nodes' connections; undefined when it is off. */
  readonly flowLog: FlowLog | undefined;
}

/** The VPC's subnetworks. They are regional: a further zone changes none of them. */
export class Subnetworks extends Construct {
  /** The nodes', with a secondary range for pods and one for services. */
  readonly nodes: ComputeSubnetwork;
  /** That of the control plane's private endpoint. */
  readonly controlPlane: ComputeSubnetwork;

  constructor(
    scope: Construct,
    id: string,
    { networkId, region, names, cidr, podCidr, serviceCidr, flowLog }: SubnetworksProps,
  ) {
    super(scope, id);
    // Google's own APIs answer machines without public addresses.
    const common = { network: networkId, region, privateIpGoogleAccess: true };
    this.nodes = new ComputeSubnetwork(this, "nodes", {
      ...common,
      name: names.nodeSubnetwork,
      ipCidrRange: nodeAddresses(cidr),
      secondaryIpRange: [
        { rangeName: names.podRange, ipCidrRange: podCidr },
        { rangeName: names.serviceRange, ipCidrRange: serviceCidr },
      ],
      logConfig: {
        // Each connection once in ten minutes, and none left out, as on other clouds. When the log is off, nothing is
        // taken: the provider doesn't see that the whole block is gone.
        aggregationInterval: "INTERVAL_10_MIN",
        flowSampling: flowLog === undefined ? 0 : 1,
        metadata: "INCLUDE_ALL_METADATA",
      },
      dependsOn: [...(flowLog?.routes ?? [])],
    });
    this.controlPlane = new ComputeSubnetwork(this, "control-plane", {
      ...common,
      name: names.controlPlaneSubnetwork,
      ipCidrRange: controlPlaneAddresses(cidr),
    });
  }
}
