import { TotalTls } from "@cdktf/provider-cloudflare/lib/total-tls";
import { ZoneSetting } from "@cdktf/provider-cloudflare/lib/zone-setting";
import { Construct } from "constructs";
import type { EdgeZone } from "../../contract/edge-zone";

/** What holds for every host of a zone: TLS towards visitors and origins, and browsers' memory of it. */
export class ZoneSettings extends Construct {
  constructor(scope: Construct, id: string, { id: zoneId, ...zone }: EdgeZone) {
    super(scope, id);
    const settings = {
      ssl: zone.encryption,
      min_tls_version: zone.minimumTls,
      tls_1_3: "on",
      always_use_https: "on",
      security_header: { strict_transport_security: strictTransportSecurity(zone) },
    };
    for (const [settingId, value] of Object.entries(settings)) {
      // The bindings know objects only, where the provider takes text as well.
      new ZoneSetting(this, settingId, { zoneId, settingId, value: {} }).addOverride("value", value);
    }
    if (zone.totalTls) {
      // Cloudflare tells the authority that it chose by itself, and the provider takes that for a change.
      new TotalTls(this, "total-tls", { zoneId, enabled: true, certificateAuthority: "google" });
    }
  }
}

/**
 * Every field is written, also to turn it off: a setting stays as it was last written. Sub-domains aren't included: each
 * host that Cloudflare answers for sends the header itself, and others may have no HTTPS yet.
 */
function strictTransportSecurity({ hsts }: Pick<EdgeZone, "hsts">) {
  return {
    enabled: hsts !== "off",
    max_age: hsts === "off" ? 0 : hsts.maxAgeSeconds,
    include_subdomains: false,
    preload: false,
    nosniff: true,
  };
}
