import { cloudflareAccountProblems } from "../../account/cloudflare/cloudflare-account-checks";
import { domainSchema } from "../../contract/domain";
import type { EnvironmentEdge } from "../../contract/edge";
import type { EdgeZone, ProjectEdge } from "../../contract/edge-zone";
import type { Problem } from "../../contract/problem";
import { parse } from "../../contract/shape";
import { hostNamesOf } from "./host-names";
import { pagesName } from "./names";
import { planFeatures, rateLimitOf } from "./zone-plans";

/** What is wrong with the project's account and zones. */
export function projectEdgeProblems({ account, zones }: ProjectEdge, path: string): Problem[] {
  return [
    ...cloudflareAccountProblems(account, `${path}.account`),
    ...Object.entries(zones).flatMap(([domain, { id }]) => [
      ...parse(domainSchema, domain, `${path}.zones.${domain}`).problems,
      ...zoneIdProblems(id, `${path}.zones.${domain}.id`),
    ]),
    ...zonesWithin(Object.keys(zones), path),
  ];
}

function zoneIdProblems(id: string, path: string): Problem[] {
  if (/^[0-9a-f]{32}$/.test(id)) return [];
  return [
    {
      path,
      value: id,
      problem: "is not the id of a Cloudflare zone",
      allowed: "32 hexadecimal digits in lower case",
      mend: "copy it from the zone's overview in the Cloudflare dashboard",
    },
  ];
}

/** Two names whose resources would have one address: Terraform's have no dots. */
function zonesWithin(domains: readonly string[], path: string): Problem[] {
  const ids = domains.map((domain) => domain.replaceAll(".", "-"));
  return domains
    .filter((_, place) => ids.indexOf(ids[place] ?? "") < place)
    .map((domain) => ({
      path: `${path}.zones.${domain}`,
      problem:
        "differs from another zone in dots and dashes alone, which Terraform's addresses don't tell apart",
      allowed: "zones that differ in more",
      mend: "keep one of the two in another project",
    }));
}

/** An environment's edge, and whose it is. */
export interface OwnedEdge {
  readonly name: string;
  readonly edge: EnvironmentEdge;
}

/** What is wrong between the environments that share an account and its zones. */
export function sharedEdgeProblems(
  owners: readonly OwnedEdge[],
  { zones }: ProjectEdge,
  projectName: string,
): Problem[] {
  return [
    ...owners.flatMap((owner, place) => [
      ...sharedHosts(owner, owners.slice(0, place)),
      ...sharedPages(owner, owners.slice(0, place), projectName),
    ]),
    ...Object.entries(zones).flatMap(([domain, zone]) =>
      tooManyRules(
        domain,
        zone,
        owners.filter(({ edge }) => edge.zone === domain),
      ),
    ),
  ];
}

function sharedHosts({ name, edge }: OwnedEdge, earlier: readonly OwnedEdge[]): Problem[] {
  return earlier.flatMap((other) => {
    const taken = hostNamesOf(other.edge);
    const shared = hostNamesOf(edge).filter((host) => taken.includes(host));
    return shared.map((host) => ({
      path: `${name}.edge.domain`,
      value: edge.domain,
      problem: `makes the host ${host}, which ${other.name} has already`,
      allowed: "hosts that no other environment has",
      mend: `use a domain of its own, such as "${name}.${edge.zone}", or other records`,
    }));
  });
}

function sharedPages({ name, edge }: OwnedEdge, earlier: readonly OwnedEdge[], project: string): Problem[] {
  const nameIn = (owner: OwnedEdge) =>
    owner.edge.pages && pagesName(`${project}-${owner.name}`, owner.edge.pages);
  const own = nameIn({ name, edge });
  const other = earlier.find((one) => own !== undefined && nameIn(one) === own);
  if (other === undefined) return [];
  return [
    {
      path: `${name}.edge.pages.name`,
      value: own,
      problem: `is the Pages project of ${other.name}, too`,
      allowed: "a project of its own for each environment",
      mend: "choose another name, or remove the field",
    },
  ];
}

/** More rules of a kind than the zone's plan includes: told of those that come last. */
function tooManyRules(domain: string, { plan }: EdgeZone, owners: readonly OwnedEdge[]): Problem[] {
  const { rateLimits, customRules } = planFeatures[plan];
  const limited = owners.filter(({ edge }) => rateLimitOf(edge, plan) !== undefined);
  const byCountry = owners.filter(({ edge }) => edge.countries !== undefined);
  return [
    ...limited.slice(rateLimits).map(({ name }) => ({
      path: `${name}.edge.rateLimit`,
      problem: `is one more than the ${rateLimits} that the plan ${plan} of ${domain} includes`,
      allowed: `${rateLimits} in ${domain}`,
      mend: 'set it to "off" here or in another environment, or choose a larger plan',
    })),
    ...byCountry.slice(customRules).map(({ name }) => ({
      path: `${name}.edge.countries`,
      problem: `is one more than the ${customRules} that the plan ${plan} of ${domain} includes`,
      allowed: `${customRules} in ${domain}`,
      mend: "remove it here or in another environment, or choose a larger plan",
    })),
  ];
}
