import { DnsManagedZone } from "@cdktf/provider-google/lib/dns-managed-zone";
import { Construct } from "constructs";
import { RequiredApis } from "../../account/gcp/required-apis";
import type { MadeDnsZone } from "../../contract/dns-zone";
import type { PlatformPlace } from "../../contract/platform-cloud";
import { zoneName } from "./names";

/** A public managed zone for the environment's domain. */
export function gcpDnsZone(
  scope: Construct,
  id: string,
  { namePrefix, account, platform, deletionProtection }: PlatformPlace,
): MadeDnsZone {
  const owner = new Construct(scope, id);
  const zone = new DnsManagedZone(owner, "zone", {
    project: account.id,
    name: zoneName(namePrefix),
    dnsName: `${platform.domain}.`,
    description: namePrefix,
    // Controllers write records that Terraform doesn't know of.
    forceDestroy: !deletionProtection,
    lifecycle: { preventDestroy: deletionProtection },
    dependsOn: [...new RequiredApis(owner, "apis", ["dns"]).enabled],
  });
  return { key: "platform", id: zone.name, nameServers: zone.nameServers };
}
