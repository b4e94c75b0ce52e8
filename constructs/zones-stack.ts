import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { useCloudflare } from "./account/cloudflare/cloudflare-account";
import type { ProjectEdge } from "./contract/edge-zone";
import type { Project } from "./contract/project";
import { CloudflareZone } from "./edge/cloudflare/cloudflare-zone";
import type { OwnedEdge } from "./edge/cloudflare/cloudflare-zone-checks";
import { hostNamesOf } from "./edge/cloudflare/host-names";
import { HeraStack } from "./hera-stack";
import { attachStateBackend } from "./state-attachment";

/**
 * The project's zones: their settings, and the rules of all environments, of which a zone has one list for each kind.
 * One stack owns them, so that no environment's deployment overwrites another's.
 */
export class ZonesStack extends HeraStack {
  constructor(scope: Construct, project: Project, { zones }: ProjectEdge, owners: readonly OwnedEdge[]) {
    super(scope, "edge");
    attachStateBackend(this, project.stateBackend, { environment: "edge", stack: "edge" });
    useCloudflare(this);
    const inZones = Object.entries(zones).map(([domain, zone]) => ({
      domain,
      zone,
      owners: owners.filter(({ edge }) => edge.zone === domain),
    }));
    for (const { domain, ...props } of inZones) new CloudflareZone(this, domain, props);
    new TerraformOutput(this, "hostnamesByZone", {
      value: Object.fromEntries(
        inZones.map((one) => [one.domain, one.owners.flatMap(({ edge }) => hostNamesOf(edge))]),
      ),
    });
  }
}
