import { type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { Firewall } from "../../../.gen/providers/hcloud/firewall";
import { FloatingIp } from "../../../.gen/providers/hcloud/floating-ip";
import { NetworkRoute } from "../../../.gen/providers/hcloud/network-route";
import { hcloudToken } from "../../account/hetzner/secrets";
import type { NatMode } from "../../contract/network";
import type { Overrides } from "../../contract/overrides";
import { natAddress } from "./address-plan";
import { natLabels, natSelector, networkNames } from "./names";
import { NatHost } from "./nat-host";
import { type FlowLogTarget, natUserData } from "./nat-user-data";

export interface NatProps {
  readonly networkId: string;
  readonly cidr: string;
  /** The environment's locations, in the project's order. */
  readonly locations: readonly string[];
  readonly natMode: NatMode;
  readonly namePrefix: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Who may open a shell on the hosts, and through them on the rest. */
  readonly ssh: Overrides["hetzner"]["ssh"];
  readonly flowLog: FlowLogTarget | undefined;
  /** What must exist before a server in the network. */
  readonly after: readonly ITerraformDependable[];
}

/**
 * The network's way to the internet, which Hetzner doesn't have as a service: a server, or two in different locations.
 * Of two, one has the route and the floating IP; the other takes both over when the first one fails, so Terraform
 * doesn't look where they point.
 */
export class Nat extends Construct {
  /** The address that the network's traffic comes from. */
  readonly egressIps: string[];
  /** What leads out. */
  readonly routes: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: NatProps) {
    super(scope, id);
    const { networkId, cidr, namePrefix, natMode, ssh, flowLog, after } = props;
    const names = networkNames(namePrefix);
    const labels = { ...props.labels, ...natLabels(namePrefix) };
    const locations = props.locations.slice(0, natMode === "single" ? 1 : 2);
    const route = new NetworkRoute(this, "route", {
      networkId: Token.asNumber(networkId),
      destination: "0.0.0.0/0",
      gateway: natAddress(cidr, 0),
      lifecycle: { ignoreChanges: ["gateway"] },
      dependsOn: [...after],
    });
    // Without a rule, it lets nothing in; further firewalls find the hosts by their label, and only add to that.
    const firewall = new Firewall(this, "firewall", { name: names.natFirewall, labels: { ...props.labels } });
    if (ssh !== undefined) this.letIn(ssh.authorizedCidrs, props);
    const floatingIp =
      natMode === "single"
        ? undefined
        : new FloatingIp(this, "floating-ip", {
            name: names.floatingIp,
            type: "ipv4",
            homeLocation: locations[0],
            labels: { ...props.labels },
          });
    const hosts = locations.map((location, place) => {
      const name = names.natHost(location);
      const privateAddress = natAddress(cidr, place);
      const pair = floatingIp && {
        networkId,
        floatingIpId: floatingIp.id,
        floatingIp: floatingIp.ipAddress,
        peerAddress: natAddress(cidr, 1 - place),
        hcloudToken: hcloudToken(this),
      };
      return new NatHost(this, `host-${location}`, {
        name,
        location,
        networkId,
        privateAddress,
        firewallId: firewall.id,
        userData: natUserData({
          hostname: name,
          cidr,
          privateAddress,
          pair,
          flowLog,
          sshKeys: ssh?.publicKeys ?? [],
        }),
        labels,
        // A host of a pair that found no route would make one, and Terraform's own would then be refused.
        after: [route],
      });
    });
    this.egressIps = floatingIp ? [floatingIp.ipAddress] : hosts.map(({ address }) => address);
    this.routes = [route, ...hosts.map(({ server }) => server)];
  }

  /**
   * Administrators' shells. A firewall of their own, which goes with them: the provider takes no last rule out of one
   * that stays (https://github.com/hetznercloud/terraform-provider-hcloud/issues/1482).
   */
  private letIn(authorizedCidrs: readonly string[], { namePrefix, labels }: NatProps): void {
    new Firewall(this, "shells", {
      name: networkNames(namePrefix).shellFirewall,
      rule: [
        {
          description: "Shells of administrators",
          direction: "in",
          protocol: "tcp",
          port: "22",
          sourceIps: [...authorizedCidrs],
        },
      ],
      applyTo: [{ labelSelector: natSelector(namePrefix) }],
      labels: { ...labels },
    });
  }
}
