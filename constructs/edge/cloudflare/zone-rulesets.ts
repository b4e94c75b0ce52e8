import { Ruleset, type RulesetRules } from "@cdktf/provider-cloudflare/lib/ruleset";
import { Construct } from "constructs";
import type { ZonePlan } from "../../contract/edge-zone";
import type { OwnedEdge } from "./cloudflare-zone-checks";
import { hostNamesOf, isForHosts } from "./host-names";
import { planFeatures, rateLimitOf } from "./zone-plans";

export interface ZoneRulesetsProps {
  readonly zoneId: string;
  readonly plan: ZonePlan;
  /** The environments whose domains are in the zone. */
  readonly owners: readonly OwnedEdge[];
}

/**
 * The rules of all environments in a zone. A zone has one ruleset in each phase, so that environments can't have rulesets
 * of their own; each rule is for the hosts of its environment alone.
 */
export class ZoneRulesets extends Construct {
  constructor(scope: Construct, id: string, { zoneId, plan, owners }: ZoneRulesetsProps) {
    super(scope, id);
    const phases = {
      "managed-rules": { phase: "http_request_firewall_managed", rules: managedRules(plan, owners) },
      countries: { phase: "http_request_firewall_custom", rules: owners.flatMap(countryRules) },
      "rate-limits": {
        phase: "http_ratelimit",
        rules: owners.flatMap((owner) => rateLimitRules(plan, owner)),
      },
    };
    for (const [name, { phase, rules }] of Object.entries(phases)) {
      if (rules.length > 0) {
        new Ruleset(this, name, { zoneId, name, description: "Made by Hera", kind: "zone", phase, rules });
      }
    }
  }
}

/** One rule for all: a zone may run a managed ruleset once. */
function managedRules(plan: ZonePlan, owners: readonly OwnedEdge[]): RulesetRules[] {
  const hosts = owners.filter(({ edge }) => edge.waf === "managed").flatMap(({ edge }) => hostNamesOf(edge));
  if (hosts.length === 0) return [];
  return [
    {
      ref: "managed-rules",
      description: "Managed rules of Cloudflare",
      expression: isForHosts(hosts),
      action: "execute",
      actionParameters: { id: planFeatures[plan].managedRuleset },
      enabled: true,
    },
  ];
}

function countryRules({ name, edge }: OwnedEdge): RulesetRules[] {
  const { countries } = edge;
  if (countries === undefined) return [];
  const listed = `ip.src.country in {${(countries.allow ?? countries.block ?? []).map((code) => `"${code}"`).join(" ")}}`;
  return [
    {
      ref: `${name}-countries`,
      description: `Countries of ${name}`,
      expression: `${isForHosts(hostNamesOf(edge))} and ${countries.allow === undefined ? `(${listed})` : `(not ${listed})`}`,
      action: "block",
      enabled: true,
    },
  ];
}

/** Counted by address in each data centre, which is the only way that Cloudflare counts. */
function rateLimitRules(plan: ZonePlan, { name, edge }: OwnedEdge): RulesetRules[] {
  const limit = rateLimitOf(edge, plan);
  if (limit === undefined) return [];
  return [
    {
      ref: `${name}-rate-limit`,
      description: `Requests of one address to ${name}`,
      expression: planFeatures[plan].limitsByHost
        ? isForHosts(hostNamesOf(edge))
        : '(starts_with(http.request.uri.path, "/"))',
      action: "block",
      ratelimit: {
        characteristics: ["cf.colo.id", "ip.src"],
        period: limit.periodSeconds,
        requestsPerPeriod: limit.requests,
        mitigationTimeout: limit.periodSeconds,
      },
      enabled: true,
    },
  ];
}
