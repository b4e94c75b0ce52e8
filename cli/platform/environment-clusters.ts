// The clusters of the configuration, as Argo CD will know them.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { App } from "cdktf";
import type { Environment } from "../../constructs/contract/environment";
import type { Project } from "../../constructs/contract/project";
import { addEnvironmentStacks } from "../../constructs/environment-stacks";
import { temporaryFolder } from "../../scripts/host";
import { readCluster } from "../../scripts/render/clusters";
import type { PlatformCluster } from "../../scripts/render/platform";

/** The cluster of each environment that has a platform, by the environment's name: its stacks are synthesized for it. */
export function environmentClusters(
  project: Project,
  environments: readonly Environment[],
): ReadonlyMap<string, PlatformCluster> {
  const outdir = mkdtempSync(path.join(temporaryFolder(), "hera-synthesized-"));
  try {
    const app = new App({ outdir });
    addEnvironmentStacks(app, project, environments);
    app.synth();
    const stack = (name: string): unknown =>
      JSON.parse(readFileSync(path.join(outdir, "stacks", name, "cdk.tf.json"), "utf8"));
    return new Map(
      environments
        .filter(({ platform }) => platform !== undefined)
        .map(({ name, kubernetesCluster: { kubernetesVersion } }) => [
          name,
          readCluster({ environment: stack(name), platform: stack(`${name}-platform`), kubernetesVersion }),
        ]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
