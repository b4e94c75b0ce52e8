// Plays Argo CD, which doesn't run here, while its platform is destroyed.
import { setTimeout as wait } from "node:timers/promises";
import type { Kubectl } from "../../../cli/environment/kubectl";
import type { Terraform } from "../../../scripts/terraform";

/** Lets go of those of its objects that are being deleted, and names them. */
async function letGo(kubectl: Kubectl): Promise<readonly string[]> {
  const objects = "applications.argoproj.io,appprojects.argoproj.io";
  const deleted =
    "jsonpath={range .items[?(@.metadata.deletionTimestamp)]}{.kind}.argoproj.io/{.metadata.name} {end}";
  const { stdout } = await kubectl.run("get", objects, "--namespace=argocd", `--output=${deleted}`);
  const names = stdout
    .split(" ")
    .filter((name) => name !== "")
    .map((name) => name.toLowerCase());
  const patch = JSON.stringify({ metadata: { finalizers: null } });
  for (const name of names)
    await kubectl.run("patch", name, "--namespace=argocd", "--type=merge", `--patch=${patch}`);
  return names;
}

/** Destroys a platform, and names the objects of Argo CD's whose end that had to wait for. */
export async function destroyPlatform(platform: Terraform, kubectl: Kubectl): Promise<readonly string[]> {
  const destroyed = platform.destroy();
  const done = destroyed.then(() => true);
  const awaited = new Set<string>();
  while (!(await Promise.race([done, wait(500, false)]))) {
    for (const name of await letGo(kubectl)) awaited.add(name);
  }
  return [...awaited].sort();
}
