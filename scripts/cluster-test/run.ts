// The platform on any cluster: applied, looked at, held against its API server, and removed.
import { isDeepStrictEqual } from "node:util";
import { everyCluster } from "../../__tests__/k8s/render/clusters";
import { renderPlatform } from "../../__tests__/k8s/render/platform";
import { Kubectl } from "../../cli/environment/kubectl";
import { dev } from "../../envs/dev";
import { runCommand } from "../commands";
import type { Environment } from "../host";
import { missingCharts, missingChartsWarning } from "../render/charts";
import type { Manifest } from "../render/manifest";
import type { Terraform } from "../terraform";
import { dryRun } from "./dry-run";
import { argoCdDefinitions, expectNoPlatform, expectPlatform, namespacesOf } from "./expectations";
import { readAccess } from "./kubeconfig";
import { preparePlatformStack } from "./stack";

/** What a test of a cluster needs. */
export interface ClusterTest {
  readonly context: string;
  /** An empty folder. */
  readonly folder: string;
  /** Leads kubectl to the kubeconfig, and Terraform to its providers. */
  readonly environment: Environment;
  /** Gets a line for each thing that was seen. */
  readonly report: (line: string) => void;
}

/**
 * Does all of it, and leaves the cluster as it was.
 *
 * @throws Error with the first thing that isn't as it should be; what was made is removed then, too
 */
export async function testCluster(test: ClusterTest): Promise<void> {
  const { folder, environment, report } = test;
  const kubectl = kubectlFor(test);
  await expectNoPlatform(kubectl);
  const before = await namespacesOf(kubectl);
  const printed = await kubectl.expect("config", "view", "--minify", "--flatten", "--raw", "--output=json");
  const { authEnvironment, ...access } = readAccess(printed, folder);
  report(`the cluster at ${access.clusterEndpoint} has no Argo CD`);
  const { labels, annotations } = devSecret();
  const outputs = { ...access, clusterSecretLabels: labels, clusterSecretAnnotations: annotations };
  const platform = await preparePlatformStack(folder, outputs, { ...environment, ...authEnvironment });
  try {
    await platform.apply();
    report(`terraform apply made ${(await platform.resources()).join(", ")}`);
    report(`so there is ${(await expectPlatform(kubectl, labels)).join(", ")}`);
    await checkManifests(kubectl, test);
    const plan = await platform.plan();
    if (plan.hasChanges) throw new Error(`What was applied would be changed again:\n${plan.output}`);
    report("terraform plan is empty");
  } catch (error) {
    await remove(platform, kubectl).catch((left: Error) => report(`NOT removed: ${left.message}`));
    throw error;
  }
  report(await remove(platform, kubectl));
  await expectNoPlatform(kubectl);
  const after = await namespacesOf(kubectl);
  if (!isDeepStrictEqual(before, after)) throw new Error(`The namespaces were ${before}, and are ${after}`);
  report("the cluster is as it was");
}

/** Removes all of it, and says what Terraform left: Helm keeps definitions, whose end would be that of all objects. */
async function remove(platform: Terraform, kubectl: Kubectl): Promise<string> {
  await platform.destroy();
  await kubectl.expect("delete", ...argoCdDefinitions, "--ignore-not-found");
  return `terraform destroy left the definitions of Argo CD's kinds alone, as its chart has it: they are removed, too`;
}

async function checkManifests(kubectl: Kubectl, { folder, report }: ClusterTest): Promise<void> {
  if (missingCharts.length > 0) report(missingChartsWarning());
  const { accepted, unknown } = await dryRun(kubectl, distinctManifests(), folder);
  report(`the API server would take all ${accepted} objects of k8s/ whose kinds it knows`);
  for (const [kind, count] of unknown)
    report(`NOT looked at, as it doesn't know the kind: ${count} of ${kind}`);
}

function kubectlFor({ context, folder, environment }: ClusterTest): Kubectl {
  return new Kubectl((words) =>
    runCommand({
      program: "kubectl",
      arguments: [`--context=${context}`, "--request-timeout=60s", ...words],
      folder,
      environment,
    }),
  );
}

/** What dev's cloud half would say of its cluster. */
function devSecret() {
  const cluster = everyCluster().find(({ title }) => title === `dev on ${dev.cloud}`);
  if (cluster === undefined) throw new Error(`dev isn't rendered for ${dev.cloud}`);
  return cluster.secret;
}

/** All objects of all overlays on all clouds, each once. */
function distinctManifests(): readonly Manifest[] {
  const manifests = everyCluster()
    .flatMap((cluster) => renderPlatform(cluster).applications)
    .flatMap((application) => application.manifests);
  return [...new Map(manifests.map((manifest) => [JSON.stringify(manifest), manifest])).values()];
}
