// What Argo CD's projects let Applications do.
import { at, listAt, type Manifest, nameOf } from "../../../scripts/render/manifest";
import type { RenderedApplication } from "../render/platform";
import type { ApiValidator } from "../schema/validator";

/** What Applications take and make, as a project lists it. */
export interface Needs {
  readonly repos: readonly string[];
  readonly namespaces: readonly string[];
  /** Group and kind of what is in no namespace: `rbac.authorization.k8s.io ClusterRole`. */
  readonly clusterKinds: readonly string[];
}

/** What a project lets its Applications take and make. */
export function allowedBy(project: Manifest): Needs {
  const repos = at(project, "spec", "sourceRepos");
  return {
    repos: Array.isArray(repos) ? repos.map(String) : [],
    namespaces: listAt(project, "spec", "destinations").map(({ namespace }) => String(namespace)),
    clusterKinds: listAt(project, "spec", "clusterResourceWhitelist").map(
      ({ group, kind }) => `${group} ${kind}`,
    ),
  };
}

/** What rendered Applications need. */
export function neededBy(applications: readonly RenderedApplication[], api: ApiValidator): Needs {
  const objects = applications.flatMap(({ manifests }) => manifests);
  return {
    repos: applications.flatMap(({ application }) => application.sources.map(({ repoURL }) => repoURL)),
    namespaces: objects.flatMap(({ metadata }) => metadata.namespace ?? []),
    clusterKinds: objects
      .filter(({ apiVersion, kind }) => api.isNamespaced(`${apiVersion} ${kind}`) === false)
      .map(({ apiVersion, kind }) => `${apiVersion.includes("/") ? apiVersion.split("/")[0] : ""} ${kind}`),
  };
}

/** What is needed and not allowed. */
export function refusals(needs: Needs, allowed: Needs): readonly string[] {
  return [
    ...missing("repository", needs.repos, allowed.repos),
    ...missing("namespace", needs.namespaces, allowed.namespaces),
    ...missing("kind", needs.clusterKinds, allowed.clusterKinds),
  ];
}

function missing(what: string, needed: readonly string[], allowed: readonly string[]): readonly string[] {
  return [...new Set(needed)]
    .filter((one) => !allowed.includes(one))
    .map((one) => `the ${what} ${one} is not among what the project allows`);
}

/** The project of a name among what the bootstrap chart makes. */
export function projectOf(manifests: readonly Manifest[], name: string): Manifest {
  const project = manifests.find(({ kind, metadata }) => kind === "AppProject" && metadata.name === name);
  if (project === undefined) throw new Error(`no project ${name} among ${manifests.map(nameOf).join(", ")}`);
  return project;
}
