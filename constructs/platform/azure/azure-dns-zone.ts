import { DnsZone } from "@cdktf/provider-azurerm/lib/dns-zone";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group";
import { Construct } from "constructs";
import type { MadeDnsZone } from "../../contract/dns-zone";
import type { PlatformPlace } from "../../contract/platform-cloud";
import { dnsGroup } from "./names";

/** A public zone for the environment's domain, in a resource group of its own. */
export function azureDnsZone(
  scope: Construct,
  id: string,
  { namePrefix, region, platform, deletionProtection }: PlatformPlace,
): MadeDnsZone {
  const owner = new Construct(scope, id);
  const group = new ResourceGroup(owner, "group", { name: dnsGroup(namePrefix), location: region });
  const zone = new DnsZone(owner, "zone", {
    name: platform.domain,
    resourceGroupName: group.name,
    lifecycle: { preventDestroy: deletionProtection },
  });
  return { key: "platform", id: zone.id, nameServers: zone.nameServers };
}
