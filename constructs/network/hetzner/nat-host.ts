import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { PrimaryIp } from "../../../.gen/providers/hcloud/primary-ip";
import { Server } from "../../../.gen/providers/hcloud/server";

/** The cheapest type that all locations of eu-central sell; 20 TB of traffic a month. https://www.hetzner.com/cloud/ */
const serverType = "cx23";
const image = "ubuntu-24.04";

export interface NatHostProps {
  readonly name: string;
  readonly location: string;
  readonly networkId: string;
  readonly privateAddress: string;
  readonly firewallId: string;
  readonly userData: string;
  readonly labels: Record<string, string>;
  /** What must exist before the server. */
  readonly after: readonly ITerraformDependable[];
}

/** A server between the network and the internet. It keeps nothing: a change of what it runs replaces it. */
export class NatHost extends Construct {
  readonly server: Server;
  /** Its own public address, which outlives it. */
  readonly address: string;

  constructor(scope: Construct, id: string, props: NatHostProps) {
    super(scope, id);
    const { name, location, labels } = props;
    const address = new PrimaryIp(this, "address", {
      name,
      type: "ipv4",
      assigneeType: "server",
      location,
      autoDelete: false,
      labels,
    });
    this.server = new Server(this, "server", {
      name,
      serverType,
      image,
      location,
      userData: props.userData,
      publicNet: [{ ipv4Enabled: true, ipv4: Token.asNumber(address.id), ipv6Enabled: false }],
      // Terraform would take the network off and on again at every apply without the empty list:
      // https://github.com/hetznercloud/terraform-provider-hcloud/issues/650
      network: [{ networkId: Token.asNumber(props.networkId), ip: props.privateAddress, aliasIps: [] }],
      // With its first packet on; the cluster's firewall for the API comes to it later, by label.
      firewallIds: [Token.asNumber(props.firewallId)],
      labels,
      dependsOn: [...props.after],
      lifecycle: { ignoreChanges: ["firewall_ids", "image"] },
    });
    this.address = address.ipAddress;
  }
}
