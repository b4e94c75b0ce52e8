import { Construct } from "constructs";
import { Firewall } from "../../../.gen/providers/hcloud/firewall";
import type { KubernetesClusterProps } from "../../contract/kubernetes-cluster";
import { natSelector } from "../../network/hetzner/names";
import { apiPort } from "./api-load-balancer";
import { clusterSelector, k3sNames } from "./names";

export interface FirewallsProps extends Pick<KubernetesClusterProps, "namePrefix" | "cluster"> {
  readonly labels: Record<string, string>;
}

/**
 * What the internet reaches of a cluster: nothing, or the API's port on the NAT hosts, which forward it, for those who
 * are let in. Firewalls find servers by labels, because one can't be given to a server without a public address
 * itself. Within the network Hetzner's firewalls see nothing; network policies hold there.
 * https://docs.hetzner.com/cloud/firewalls/faq
 */
export class Firewalls extends Construct {
  readonly nodes: Firewall;

  constructor(scope: Construct, id: string, props: FirewallsProps) {
    super(scope, id);
    const { namePrefix, cluster, labels } = props;
    const names = k3sNames(namePrefix);
    // No rule lets anything in: it shuts a server that somebody gives a public address.
    this.nodes = new Firewall(this, "nodes", {
      name: names.nodeFirewall,
      applyTo: [{ labelSelector: clusterSelector(namePrefix) }],
      labels,
    });
    if (cluster.endpointAccess === "private") return;
    new Firewall(this, "endpoint", {
      name: names.endpointFirewall,
      rule: [
        {
          description: "API server",
          direction: "in",
          protocol: "tcp",
          port: String(apiPort),
          sourceIps: [...cluster.authorizedCidrs],
        },
      ],
      applyTo: [{ labelSelector: natSelector(namePrefix) }],
      labels,
    });
  }
}
