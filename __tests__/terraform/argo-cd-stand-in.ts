// Plays Argo CD where only its kinds are: removes the finalizers of its objects once they are being deleted.
import { setTimeout as wait } from "node:timers/promises";
import type { Kubectl } from "../../cli/environment/kubectl";

const kinds = "applications.argoproj.io,appprojects.argoproj.io";
const deleted =
  "jsonpath={range .items[?(@.metadata.deletionTimestamp)]}{.kind}.argoproj.io/{.metadata.name} {end}";
const released = JSON.stringify({ metadata: { finalizers: null } });

/** Does so until some work is done; gives its result, and the names of the objects that were released. */
export async function releasing<Result>(
  kubectl: Kubectl,
  work: Promise<Result>,
): Promise<{ readonly result: Result; readonly names: readonly string[] }> {
  const names = new Set<string>();
  const done = work.then(() => true);
  while (!(await Promise.race([done, wait(500, false)]))) {
    for (const name of await release(kubectl)) names.add(name);
  }
  return { result: await work, names: [...names].sort() };
}

async function release(kubectl: Kubectl): Promise<readonly string[]> {
  const { stdout } = await kubectl.run("get", kinds, "--namespace=argocd", `--output=${deleted}`);
  const names = stdout.split(" ").filter((name) => name !== "");
  for (const name of names)
    await kubectl.run("patch", name, "--namespace=argocd", "--type=merge", `--patch=${released}`);
  return names.map((name) => name.toLowerCase());
}
