import type { EdgeSettings } from "../../contract/edge";
import type { Problem } from "../../contract/problem";
import { originHosts } from "./host-names";

/** What only a build has. */
const buildFields = ["buildCommand", "rootDirectory", "previews"] as const;

/** What is wrong with a site on Pages. */
export function pagesProblems(edge: EdgeSettings, path: string): Problem[] {
  const { pages } = edge;
  if (pages === undefined) return [];
  const hosts = originHosts(edge);
  return [
    ...buildFields
      .filter((field) => pages.repository === undefined && pages[field] !== undefined)
      .map((field) => ({
        path: `${path}.${field}`,
        value: pages[field],
        problem: "has no effect on a site that is uploaded",
        allowed: "nothing without a repository",
        mend: "remove the field, or name the repository to build from",
      })),
    ...pages.domains
      .filter((host) => hosts.includes(host))
      .map((host) => ({
        path: `${path}.domains`,
        value: host,
        problem: "is a host that leads to the origin, too",
        allowed: "hosts that aren't among records",
        mend: "remove it from one of the two lists",
      })),
  ];
}
