import { Token } from "cdktf";
import { Construct } from "constructs";
import { LoadBalancer } from "../../../.gen/providers/hcloud/load-balancer";
import { LoadBalancerNetwork } from "../../../.gen/providers/hcloud/load-balancer-network";
import { LoadBalancerService } from "../../../.gen/providers/hcloud/load-balancer-service";
import { LoadBalancerTargetA } from "../../../.gen/providers/hcloud/load-balancer-target";
import { apiLoadBalancerType } from "./server-types";

/** The API server's port. */
export const apiPort = 6443;

export interface ApiLoadBalancerProps {
  readonly name: string;
  readonly location: string;
  readonly subnetId: string;
  /** Its fixed address in that subnet. */
  readonly address: string;
  /** Selects the servers that it spreads requests over. */
  readonly targets: string;
  readonly deletionProtection: boolean;
  readonly labels: Record<string, string>;
}

/** The one address of the control plane, in the network only: whoever loses a server goes on with the others. */
export class ApiLoadBalancer extends Construct {
  /** What must exist before a server can look for the others. */
  readonly isAttached: LoadBalancerNetwork;

  constructor(scope: Construct, id: string, props: ApiLoadBalancerProps) {
    super(scope, id);
    const lifecycle = { preventDestroy: props.deletionProtection };
    const balancer = new LoadBalancer(this, "balancer", {
      name: props.name,
      loadBalancerType: apiLoadBalancerType,
      location: props.location,
      algorithm: { type: "least_connections" },
      deleteProtection: props.deletionProtection,
      labels: props.labels,
      lifecycle,
    });
    const loadBalancerId = Token.asNumber(balancer.id);
    this.isAttached = new LoadBalancerNetwork(this, "network", {
      loadBalancerId,
      subnetId: props.subnetId,
      ip: props.address,
      enablePublicInterface: false,
    });
    new LoadBalancerService(this, "service", {
      loadBalancerId: balancer.id,
      protocol: "tcp",
      listenPort: apiPort,
      destinationPort: apiPort,
      // Nobody without a certificate or token is told more than that the API server listens.
      healthCheck: { protocol: "tcp", port: apiPort, interval: 5, timeout: 3, retries: 3 },
    });
    // By label, so that a server that takes another's place needs nothing here.
    new LoadBalancerTargetA(this, "servers", {
      type: "label_selector",
      loadBalancerId,
      labelSelector: props.targets,
      usePrivateIp: true,
      // Targets have no private addresses for a load balancer outside of their network.
      dependsOn: [this.isAttached],
    });
  }
}
