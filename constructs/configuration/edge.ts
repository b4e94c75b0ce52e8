import { isWithin } from "../contract/domain";
import type { EdgeSettings, EnvironmentEdge } from "../contract/edge";
import type { Environment } from "../contract/environment";
import type { Problem } from "../contract/problem";
import type { Project, ProjectInput } from "../contract/project";
import { nearest, type Parsed, valueAt } from "../contract/shape";
import { edgeProblems } from "../edge/cloudflare/cloudflare-edge-checks";
import { sharedEdgeProblems } from "../edge/cloudflare/cloudflare-zone-checks";
import { edgeOf } from "./project";

/** Checks an environment's edge of the right shape; a value undefined is an environment without one. */
export function readEdge(
  edge: EdgeSettings | undefined,
  project: ProjectInput,
  namePrefix: string,
  path: string,
): Parsed<EnvironmentEdge | undefined> {
  if (edge === undefined) return { value: undefined, problems: [] };
  if (valueAt(project, ["edge"]) === undefined) return { problems: [missingProjectEdge(path)] };
  const zones = edgeOf(project)?.zones;
  // What is wrong with the zones is told there.
  if (zones === undefined) return { problems: [] };
  const domains = Object.keys(zones);
  const [domain] = domains
    .filter((name) => isWithin(name, edge.domain))
    .sort((one, other) => other.length - one.length);
  const settings = domain === undefined ? undefined : zones[domain];
  if (domain === undefined || settings === undefined) {
    return { problems: [outsideZones(edge.domain, domains, path)] };
  }
  const problems = edgeProblems(edge, { domain, settings }, namePrefix, path);
  return problems.length > 0 ? { problems } : { value: { ...edge, zone: domain }, problems: [] };
}

/** What is wrong between environments that share Cloudflare's account and zones. */
export function edgeProblemsBetween(
  environments: readonly Environment[],
  project: Project | undefined,
): Problem[] {
  if (project?.edge === undefined) return [];
  const owners = environments.flatMap(({ name, edge }) => (edge === undefined ? [] : [{ name, edge }]));
  return sharedEdgeProblems(owners, project.edge, project.name);
}

function missingProjectEdge(path: string): Problem {
  return {
    path,
    problem: "has neither account nor zone, because project.edge is missing",
    allowed: "an edge in a project that names its Cloudflare account and zones",
    mend: "fill in edge in envs/project.ts",
  };
}

function outsideZones(domain: string, zones: readonly string[], path: string): Problem {
  return {
    path: `${path}.domain`,
    value: domain,
    problem: "is in none of the project's zones",
    allowed: `${zones.join(", ")}, or a domain below`,
    mend: nearest(domain, zones, "use one of these, or add the zone to project.edge.zones"),
  };
}
