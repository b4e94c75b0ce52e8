// The platform that `npm start -- --platform` puts into dev's cluster: who may, and what the cluster then says.
import { clusterAccessSchema, withKubectl } from "../cli/environment/kubectl";
import type { CloudName } from "../constructs/contract/project";
import { dev } from "../envs/dev";
import { project } from "../envs/project";
import { signedInAs } from "./cluster-administrator";
import type { Environment } from "./host";

/** The environment of one who may administer the cluster: the first of the project's `adminPrincipals` on its cloud. */
export async function administrator(
  { cloud = dev.cloud, folder }: { readonly cloud: CloudName | undefined; readonly folder: string },
  environment: Environment,
): Promise<Environment> {
  const [principal] = project.clouds[cloud]?.adminPrincipals ?? [];
  if (principal === undefined) throw new Error(`envs/project.ts names no adminPrincipals on ${cloud}`);
  return await signedInAs({ cloud, principal }, environment, folder);
}

/** What `kubectl` prints of the platform. */
export async function clusterLines(outputs: unknown, environment: Environment): Promise<readonly string[]> {
  return await withKubectl(clusterAccessSchema.parse(outputs), { environment }, async (kubectl) => {
    const objects = "applications.argoproj.io,appprojects.argoproj.io,secrets";
    const names = await kubectl.expect("get", objects, "--namespace=argocd", "--output=name");
    const label = "jsonpath={.metadata.labels}";
    const labels = await kubectl.expect(
      "get",
      "secret",
      "in-cluster",
      "--namespace=argocd",
      `--output=${label}`,
    );
    return [...names.split("\n").filter((name) => !name.includes("helm.release")), labels];
  });
}
