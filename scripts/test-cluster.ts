// `npm run test:cluster`: dev's platform on the cluster of a kubeconfig's context.
import { z } from "zod";
import { readContext, UsageError } from "./cluster-test/options";
import { testCluster } from "./cluster-test/run";
import { endAllCommands, endOnRequest, runCommand } from "./commands";
import { hostEnvironment, projectRoot } from "./host";
import { makeRunFolder, removeRunFolder } from "./run-folder";
import { prepareProviders } from "./terraform-providers";

const kubeconfigSchema = z.object({
  contexts: z.array(z.object({ name: z.string() })).nullish(),
  "current-context": z.string().default(""),
});

/** The contexts of the kubeconfig that kubectl takes. */
async function contexts() {
  const { exitCode, stdout, output } = await runCommand({
    program: "kubectl",
    arguments: ["config", "view", "--output=json"],
    folder: projectRoot(),
    environment: hostEnvironment(),
  });
  if (exitCode !== 0) throw new UsageError(`kubectl can't read its kubeconfig: ${output}`);
  const { contexts: named, "current-context": current } = kubeconfigSchema.parse(JSON.parse(stdout));
  return { names: (named ?? []).map(({ name }) => name), current: current === "" ? undefined : current };
}

async function main(commandArguments: readonly string[]): Promise<void> {
  const context = readContext(commandArguments, await contexts());
  const folder = makeRunFolder();
  endOnRequest(() => removeRunFolder(folder));
  try {
    const report = (line: string): void => console.log(line);
    const { environment } = await prepareProviders(folder, { needed: ["helm", "kubernetes"], report });
    await testCluster({ context, folder, environment, report });
  } finally {
    await endAllCommands();
    removeRunFolder(folder);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
