// Every environment of envs/ on every cloud, as Argo CD there knows its cluster.
import { z } from "zod";
import type { EnvironmentInput } from "../../../constructs/contract/environment";
import { type CloudName, cloudNames, type ProjectInput } from "../../../constructs/contract/project";
import { environments } from "../../../envs/environments";
import { fullProject } from "../../conformance/every-environment";
import { type SynthesizedApp, stackOf, synthesize } from "../../synthesized";
import type { Manifest } from "../manifest";
import type { PlatformCluster } from "./platform";
import { deployedText } from "./terraform-values";

/** A cluster of an environment. */
export interface EnvironmentCluster extends PlatformCluster {
  readonly cloud: CloudName;
  readonly title: string;
}

const texts = z.record(z.string(), z.string());
const secretSchema = z.object({ data: z.object({ name: z.string(), server: z.string() }) });
const releaseSchema = z.object({ name: z.string(), values: z.tuple([z.string()]) });
const namespaceSchema = z.object({ metadata: z.object({ name: z.string(), labels: texts }) });
const bootstrapSchema = z.object({
  repoUrl: z.string(),
  path: z.string(),
  revision: z.string(),
  profile: z.string(),
  cloud: z.string(),
  sourceRepos: z.array(z.string()),
  namespaces: z.array(z.string()),
});

/**
 * The environments with everything on.
 *
 * @param workloadsOn where the stores of a cloud are that has none of its own
 */
function clustersOn(cloud: CloudName, workloadsOn?: CloudName): readonly EnvironmentCluster[] {
  const inputs = environments.map((input) => ({ ...withExample(input), cloud }));
  const app = synthesize(workloadsOn === undefined ? fullProject : projectWith(workloadsOn), inputs);
  return inputs.map(({ name, kubernetesCluster }) => ({
    cloud,
    title: `${name} on ${cloud}${workloadsOn === undefined ? "" : ` with stores on ${workloadsOn}`}`,
    kubernetesVersion: kubernetesCluster.kubernetesVersion,
    secret: clusterSecret(app, name),
    bootstrap: bootstrapSchema.parse(JSON.parse(releaseValues(app, name, "bootstrap"))),
    argoCdValues: releaseValues(app, name, "argocd"),
    argoCdNamespace: namespaceOf(app, name),
  }));
}

/** All of them, and Hetzner's with stores on each cloud that has some. */
export function everyCluster(): readonly EnvironmentCluster[] {
  const elsewhere = (["azure", "gcp"] as const).flatMap((cloud) => clustersOn("hetzner", cloud).slice(-1));
  return [...cloudNames.flatMap((cloud) => clustersOn(cloud)), ...elsewhere];
}

function projectWith(workloadsOn: CloudName): ProjectInput {
  const { hetzner } = fullProject.clouds;
  if (hetzner === undefined) throw new Error("the project has no account of Hetzner");
  return { ...fullProject, clouds: { ...fullProject.clouds, hetzner: { ...hetzner, workloadsOn } } };
}

function withExample(input: EnvironmentInput): EnvironmentInput {
  if (input.platform === undefined) throw new Error(`${input.name} has no platform to look at`);
  const features = { ...input.platform.features, "example-application": true };
  return { ...input, platform: { ...input.platform, features } };
}

function clusterSecret(app: SynthesizedApp, environment: string) {
  const { clusterSecretLabels, clusterSecretAnnotations } = stackOf(app, environment).outputs;
  const { data } = secretSchema.parse(stackOf(app, `${environment}-platform`).only("kubernetes_secret_v1"));
  return {
    ...data,
    labels: deployed(clusterSecretLabels),
    annotations: deployed(clusterSecretAnnotations),
  };
}

/** The namespace that Terraform makes. */
function namespaceOf(app: SynthesizedApp, environment: string): Manifest {
  const { metadata } = namespaceSchema.parse(
    stackOf(app, `${environment}-platform`).only("kubernetes_namespace_v1"),
  );
  return { apiVersion: "v1", kind: "Namespace", metadata };
}

function deployed(output: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts.parse(output)).map(([key, value]) => [key, deployedText(value)]),
  );
}

/** The values of a release of Terraform's. */
function releaseValues(app: SynthesizedApp, environment: string, name: string): string {
  const releases = Object.values(stackOf(app, `${environment}-platform`).resources("helm_release"));
  const release = releases.map((one) => releaseSchema.parse(one)).find((one) => one.name === name);
  if (release === undefined) throw new Error(`${environment} has no release ${name}`);
  return release.values[0];
}
