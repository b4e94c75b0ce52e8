import { DnsRecord } from "@cdktf/provider-cloudflare/lib/dns-record";
import { Construct } from "constructs";
import { isIpv6 } from "../../contract/domain";

export interface ProxiedRecordsProps {
  readonly zoneId: string;
  readonly comment: string;
  /** The host's full name. */
  readonly name: string;
  /** Addresses, or a host's name. */
  readonly targets: readonly string[] | string;
}

/** The records of a host that Cloudflare answers for: visitors get Cloudflare's addresses, never the origin's. */
export class ProxiedRecords extends Construct {
  constructor(scope: Construct, id: string, { targets, ...record }: ProxiedRecordsProps) {
    super(scope, id);
    // Proxied records have no time to live of their own; 1 says so.
    const common = { ...record, ttl: 1, proxied: true };
    if (typeof targets === "string") {
      new DnsRecord(this, "name", { ...common, type: "CNAME", content: targets });
    } else {
      for (const content of targets) {
        new DnsRecord(this, content.replaceAll(":", "-"), {
          ...common,
          type: isIpv6(content) ? "AAAA" : "A",
          content,
        });
      }
    }
  }
}
