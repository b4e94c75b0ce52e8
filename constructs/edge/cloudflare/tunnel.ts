import { ZeroTrustTunnelCloudflared } from "@cdktf/provider-cloudflare/lib/zero-trust-tunnel-cloudflared";
import { ZeroTrustTunnelCloudflaredConfigA } from "@cdktf/provider-cloudflare/lib/zero-trust-tunnel-cloudflared-config";
import { Construct } from "constructs";

export interface TunnelProps {
  readonly accountId: string;
  readonly name: string;
  /** The hosts that lead to the cluster. */
  readonly hostNames: readonly string[];
  /** Where the tunnel's end in the cluster finds the ingress. */
  readonly service: string;
}

/**
 * The way into a cluster without a public address: the cluster opens it from within. Its secret is Cloudflare's own and
 * never read, so that it isn't in the state; what the tunnel does is told at Cloudflare, so that the cluster needs its
 * token alone.
 */
export class Tunnel extends Construct {
  readonly id: string;
  /** The name that records lead to. */
  readonly target: string;
  /** The command that prints the token. */
  readonly tokenCommand: string;

  constructor(scope: Construct, id: string, { accountId, name, hostNames, service }: TunnelProps) {
    super(scope, id);
    const tunnel = new ZeroTrustTunnelCloudflared(this, "tunnel", {
      accountId,
      name,
      configSrc: "cloudflare",
    });
    new ZeroTrustTunnelCloudflaredConfigA(this, "routes", {
      accountId,
      tunnelId: tunnel.id,
      config: {
        ingress: [
          ...hostNames.map((hostname) => ({
            hostname,
            service,
            ...(service.startsWith("https:") ? { originRequest: { originServerName: hostname } } : {}),
          })),
          // What no host names; Cloudflare wants a last rule without one.
          { service: "http_status:404" },
        ],
      },
    });
    this.id = tunnel.id;
    this.target = `${tunnel.id}.cfargotunnel.com`;
    this.tokenCommand = `curl -fsS -H "Authorization: Bearer $CLOUDFLARE_API_TOKEN" https://api.cloudflare.com/client/v4/accounts/${accountId}/cfd_tunnel/${tunnel.id}/token | jq -r .result`;
  }
}
