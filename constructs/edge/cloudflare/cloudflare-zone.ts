import { Construct } from "constructs";
import type { EdgeZone } from "../../contract/edge-zone";
import type { OwnedEdge } from "./cloudflare-zone-checks";
import { readZoneInPlan } from "./zone-in-plan";
import { ZoneRulesets } from "./zone-rulesets";
import { ZoneSettings } from "./zone-settings";

export interface CloudflareZoneProps {
  readonly zone: EdgeZone;
  /** The environments whose domains are in the zone. */
  readonly owners: readonly OwnedEdge[];
}

/** What a zone has once, whatever the number of environments in it. The zone itself is there already. */
export class CloudflareZone extends Construct {
  constructor(scope: Construct, id: string, { zone, owners }: CloudflareZoneProps) {
    super(scope, id);
    readZoneInPlan(this, zone.id);
    new ZoneSettings(this, "settings", zone);
    new ZoneRulesets(this, "rules", { zoneId: zone.id, plan: zone.plan, owners });
  }
}
