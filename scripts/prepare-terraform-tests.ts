// Runs once before the tests that need Terraform, so that its providers are not downloaded by several at once.
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { projectRoot, temporaryFolder } from "./host";
import { pinnedProviders } from "./provider-mirrors";
import { isProviderHere, isRegistryReachable } from "./provider-probe";
import { prepareProviders } from "./terraform-providers";

/** Jest's global set-up of the project `terraform`. */
export default async function prepareTerraformTests(): Promise<void> {
  const folder = mkdtempSync(path.join(temporaryFolder(), "providers-"));
  const report = (message: string): void => console.log(`terraform tests: ${message}`);
  try {
    const names = pinnedProviders(projectRoot()).map(({ address }) => path.basename(address));
    const absent = names.filter((name) => name !== "aws" && !isProviderHere(name));
    const canFetch = absent.length > 0 && (await isRegistryReachable());
    for (const name of canFetch ? [] : absent) {
      report(
        `SKIPPED: what needs the provider ${name} is NOT tested, because no folder of this machine holds it and registry.terraform.io can't be reached`,
      );
    }
    await prepareProviders(folder, { report, needed: canFetch ? names : ["aws"] });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
