// What a cluster has once its platform's stack is applied, and has nothing of before and after.

import type { Kubectl } from "../../cli/environment/kubectl";
import { argoCdNamespace } from "../../constructs/contract/charts";

/** The definitions that Argo CD's chart makes, and keeps when it is uninstalled. */
export const argoCdDefinitions: readonly string[] = ["applications", "applicationsets", "appprojects"].map(
  (kind) => `customresourcedefinition.apiextensions.k8s.io/${kind}.argoproj.io`,
);

/**
 * The names of what the stack leads to: Argo CD's release and the one of `k8s/bootstrap`, the Secret that says which
 * features are on, the projects, the root Application.
 *
 * @throws Error with what is missing
 */
export async function expectPlatform(
  kubectl: Kubectl,
  labels: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  const found = [
    ...(await names(kubectl, "namespaces", `--field-selector=metadata.name=${argoCdNamespace}`)),
    ...(await names(kubectl, "secrets", "--selector=owner=helm,status=deployed")),
    ...(await names(kubectl, "secrets", `--selector=${selector.join(",")}`)),
    ...(await names(kubectl, "appprojects.argoproj.io,applications.argoproj.io")),
  ];
  const missing = expected.filter((name) => !found.includes(name));
  if (missing.length > 0)
    throw new Error(`${missing.join(", ")} should be there, beside ${found.join(", ")}`);
  return expected;
}

const expected: readonly string[] = [
  `namespace/${argoCdNamespace}`,
  "secret/sh.helm.release.v1.argocd.v1",
  "secret/sh.helm.release.v1.bootstrap.v1",
  "secret/in-cluster",
  "appproject.argoproj.io/platform",
  "appproject.argoproj.io/applications",
  "application.argoproj.io/platform",
];

/** @throws Error where there is a namespace or a definition of Argo CD's: it is somebody's. */
export async function expectNoPlatform(kubectl: Kubectl): Promise<void> {
  const objects = [`namespace/${argoCdNamespace}`, ...argoCdDefinitions];
  const printed = await kubectl.expect("get", ...objects, "--ignore-not-found", "--output=name");
  const found = lines(printed);
  if (found.length > 0)
    throw new Error(`The cluster has an Argo CD, or what is left of one: ${found.join(", ")}`);
}

/** The namespaces of a cluster. */
export async function namespacesOf(kubectl: Kubectl): Promise<readonly string[]> {
  return (await names(kubectl, "namespaces")).map((name) => name.replace("namespace/", ""));
}

async function names(
  kubectl: Kubectl,
  kinds: string,
  ...options: readonly string[]
): Promise<readonly string[]> {
  return lines(
    await kubectl.expect("get", kinds, `--namespace=${argoCdNamespace}`, "--output=name", ...options),
  );
}

function lines(printed: string): readonly string[] {
  return printed.split("\n").filter((line) => line !== "");
}
