// Makes the bindings in .gen/ anew, for the providers and versions that cdktf.json names: `npm run get`. The same
// versions give the same files, byte by byte.
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { bindingsFolder, configuredProviders, renewBindings } from "./bindings";
import { projectRoot, temporaryFolder } from "./host";
import { prepareProviders } from "./terraform-providers";

async function main(): Promise<void> {
  const providers = configuredProviders(projectRoot());
  const folder = mkdtempSync(path.join(temporaryFolder(), "bindings-"));
  try {
    const { environment, description } = await prepareProviders(folder, {
      providers,
      needed: providers.map(({ address }) => path.basename(address)),
      report: (message) => console.log(message),
    });
    console.log(`providers: ${description}`);
    await renewBindings(projectRoot(), environment);
    const made = providers.map(({ address, version }) => `${address} ${version}`).join(", ");
    console.log(`${bindingsFolder}/ holds the bindings of ${made}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(`${bindingsFolder}/ is as it was.`);
    process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
