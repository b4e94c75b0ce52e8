import { ComputeFirewall } from "@cdktf/provider-google/lib/compute-firewall";
import { Construct } from "constructs";
import type { FlowLog } from "./flow-log";

/** What admission webhooks listen on: the usual two, and Istio's. GKE itself lets 443 and the kubelet's port in. */
const webhookPorts = ["8443", "9443", "15017"];

export interface FirewallProps {
  readonly networkId: string;
  readonly namePrefix: string;
  /** The block of the control plane's private endpoint. */
  readonly controlPlane: string;
  /** The nodes' network tag. */
  readonly nodeTag: string;
  /** What takes the log of refused connections; undefined when it is off. */
  readonly flowLog: FlowLog | undefined;
}

/** What may come in beside what GKE lets in for its nodes and load balancers. */
export class Firewall extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { networkId: network, namePrefix, controlPlane, nodeTag, flowLog }: FirewallProps,
  ) {
    super(scope, id);
    new ComputeFirewall(this, "webhooks", {
      name: `${namePrefix}-webhooks`,
      description: "From the control plane to admission webhooks on nodes",
      network,
      direction: "INGRESS",
      sourceRanges: [controlPlane],
      targetTags: [nodeTag],
      allow: [{ protocol: "tcp", ports: webhookPorts }],
    });
    // A VPC refuses the rest by itself, but writes no log of it: neither do flow logs.
    // https://docs.cloud.google.com/firewall/docs/vpc-firewall-rules-logging-overview
    new ComputeFirewall(this, "refuse-rest", {
      name: `${namePrefix}-refuse-rest`,
      description: "Everything that no other rule lets in",
      network,
      direction: "INGRESS",
      // Behind every other rule, those of GKE included.
      priority: 65534,
      sourceRanges: ["0.0.0.0/0"],
      deny: [{ protocol: "all" }],
      ...(flowLog === undefined
        ? {}
        : { logConfig: { metadata: "INCLUDE_ALL_METADATA" }, dependsOn: [...flowLog.routes] }),
    });
  }
}
