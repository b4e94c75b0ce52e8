import { DataCloudflareZone } from "@cdktf/provider-cloudflare/lib/data-cloudflare-zone";
import type { Construct } from "constructs";

/**
 * Has the first plan ask Cloudflare for the zone, so that it ends where there is no token, or one of another account;
 * the apply would, otherwise. Cloudflare's message doesn't name the variable, so that the address does. Whoever may
 * change the zone's settings or records may read it:
 * https://developers.cloudflare.com/api/resources/zones/methods/get/
 */
export function readZoneInPlan(scope: Construct, zoneId: string): void {
  new DataCloudflareZone(scope, "read-with-CLOUDFLARE_API_TOKEN", { zoneId });
}
