import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import type { Construct } from "constructs";
import type { MadeDnsZone } from "../../contract/dns-zone";
import type { PlatformPlace } from "../../contract/platform-cloud";

/** A public hosted zone for the environment's domain. */
export function awsDnsZone(
  scope: Construct,
  id: string,
  { namePrefix, platform, deletionProtection }: PlatformPlace,
): MadeDnsZone {
  const zone = new Route53Zone(scope, id, {
    name: platform.domain,
    comment: namePrefix,
    // Controllers write records that Terraform doesn't know of.
    forceDestroy: !deletionProtection,
    lifecycle: { preventDestroy: deletionProtection },
  });
  return { key: "platform", id: zone.zoneId, nameServers: zone.nameServers };
}
