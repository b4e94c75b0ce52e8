// Runs once before the tests that need Terraform, so that its providers are not downloaded by several at once.
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "./host";
import { prepareProviders } from "./terraform-providers";

/** Jest's global set-up of the project `terraform`. */
export default async function prepareTerraformTests(): Promise<void> {
  const folder = mkdtempSync(path.join(temporaryFolder(), "providers-"));
  try {
    await prepareProviders(folder, (message) => console.log(`terraform tests: ${message}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
