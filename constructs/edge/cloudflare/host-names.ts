import { hostName } from "../../contract/domain";
import type { EdgeSettings } from "../../contract/edge";

/** What an environment has where it names no records. */
const usualHosts = ["@", "www", "api"];

/** The hosts that lead to the origin, relative to the domain. */
export function originHosts({ records, pages }: EdgeSettings): readonly string[] {
  return records ?? usualHosts.filter((host) => pages?.domains.includes(host) !== true);
}

/** The full names of the hosts that lead to the origin. */
export function originHostNames(edge: EdgeSettings): readonly string[] {
  return originHosts(edge).map((host) => hostName(edge.domain, host));
}

/** The full names of the hosts that Pages answers for. */
export function pagesHostNames({ domain, pages }: EdgeSettings): readonly string[] {
  return (pages?.domains ?? []).map((host) => hostName(domain, host));
}

/** The full names of all hosts of an environment. */
export function hostNamesOf(edge: EdgeSettings): readonly string[] {
  return [...originHostNames(edge), ...pagesHostNames(edge)];
}

/** The condition of a rule that a request is for one of some hosts. */
export function isForHosts(names: readonly string[]): string {
  return `(http.host in {${names.map((name) => JSON.stringify(name)).join(" ")}})`;
}
