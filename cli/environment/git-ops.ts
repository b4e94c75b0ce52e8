// Stops what would make again whatever is deleted. Argo CD's own objects go, and nothing of what they made: it has to go
// in an order of its own, in which the controllers that tidy up come last.
import type { Kubectl, KubernetesObject } from "./kubectl";

const applications = "applications.argoproj.io";
const applicationSets = "applicationsets.argoproj.io";
const projects = "appprojects.argoproj.io";

/** Kubernetes' own, while it cuts what an object owns loose from it. */
const orphaning = "orphan";

/** By which Helm knows its own: https://helm.sh/docs/topics/advanced/#storage-backends */
const releaseAnnotation = "meta.helm.sh/release-name";

/**
 * Removes the Applications, ApplicationSets and projects of Argo CD, the root first, and gives those that there were.
 * They have finalizers by which Argo CD would remove what they made; these are taken off, so that it works without Argo
 * CD, too. What Argo CD was at while this ran may be there again afterwards: it takes another look.
 */
export async function stopGitOps(kubectl: Kubectl): Promise<readonly KubernetesObject[]> {
  const printed = await kubectl.expect("get", "customresourcedefinitions", "--output=name");
  const isDefined = (kind: string): boolean =>
    printed.split("\n").includes(`customresourcedefinition.apiextensions.k8s.io/${kind}`);
  const list = async (kind: string) => (isDefined(kind) ? await kubectl.list(kind) : []);

  const roots = (await list(applications)).filter(({ metadata }) => isRoot(metadata));
  for (const root of roots) {
    await forgetRelease(kubectl, root);
    await removeAlone(kubectl, applications, root);
  }
  const sets = await list(applicationSets);
  for (const set of sets) await removeAlone(kubectl, applicationSets, set);
  const rest = await list(applications);
  for (const application of rest) await removeAlone(kubectl, applications, application);
  const owners = await list(projects);
  for (const project of owners) await removeAlone(kubectl, projects, project);
  return [...roots, ...sets, ...rest, ...owners];
}

/** What Terraform's own Helm release made: it would make the ApplicationSets again. */
function isRoot({ annotations }: KubernetesObject["metadata"]): boolean {
  return annotations[releaseAnnotation] !== undefined;
}

/**
 * Removes Helm's record of the release that made the root. Terraform looks at the record alone: if it stayed, a deploy
 * after a destroy that was cut short would find nothing to do. It goes first, because Helm takes over a root that it
 * finds without a record, and doesn't miss one that it has a record of.
 */
async function forgetRelease(kubectl: Kubectl, { metadata }: KubernetesObject): Promise<void> {
  const record = `--selector=owner=helm,name=${metadata.annotations[releaseAnnotation]}`;
  await kubectl.expect("delete", "secrets", `--namespace=${metadata.namespace}`, record);
}

async function removeAlone(kubectl: Kubectl, kind: string, { metadata }: KubernetesObject): Promise<void> {
  const place = [kind, metadata.name, `--namespace=${metadata.namespace}`] as const;
  const finalizers = metadata.finalizers.filter((finalizer) => finalizer === orphaning);
  if (finalizers.length < metadata.finalizers.length) {
    const patch = JSON.stringify({ metadata: { finalizers } });
    await kubectl.expectUnlessGone("patch", ...place, "--type=merge", `--patch=${patch}`);
  }
  await kubectl.expect("delete", ...place, "--cascade=orphan", "--wait=false", "--ignore-not-found");
}
