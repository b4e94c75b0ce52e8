// Whether a provider can be had on this machine: asked before a test that needs it, so that the test runs or is
// skipped with the reason, and a failure never looks like a missing tool.
import { readFileSync } from "node:fs";
import { get } from "node:https";
import path from "node:path";
import { ProxyAgent } from "proxy-agent";
import { hostEnvironment, projectRoot } from "./host";
import { holds, pinnedProviders } from "./provider-mirrors";
import { downloadFolder, mirrorFolders, searchSurroundings, userConfiguration } from "./terraform-providers";

/** Whether a provider, by the last part of its address, is in one of this machine's folders, or the user's own
 * configuration says where providers come from. */
export function isProviderHere(name: string): boolean {
  const surroundings = searchSurroundings(hostEnvironment());
  const own = userConfiguration(surroundings);
  if (own !== undefined && readFileSync(own, "utf8").includes("provider_installation")) return true;
  const provider = pinnedProviders(projectRoot()).find(({ address }) => path.basename(address) === name);
  if (provider === undefined) throw new Error(`no bindings are installed for the provider ${name}`);
  return mirrorFolders(surroundings, downloadFolder()).some((folder) =>
    holds(folder, provider, surroundings.platform),
  );
}

/** Whether the public registry answers. */
export function isRegistryReachable(): Promise<boolean> {
  const address = "https://registry.terraform.io/.well-known/terraform.json";
  return new Promise((resolve) => {
    const request = get(address, { agent: new ProxyAgent() }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.setTimeout(10_000, () => request.destroy());
    request.once("error", () => resolve(false));
  });
}
