// A cluster as Argo CD there knows it, from the stacks that Terraform would read.
import { z } from "zod";
import type { PlatformCluster } from "./platform";
import { deployedText } from "./terraform-values";

const texts = z.record(z.string(), z.string());
const outputsSchema = z.object({
  output: z.object({
    clusterSecretLabels: z.object({ value: texts }),
    clusterSecretAnnotations: z.object({ value: texts }),
  }),
});

const secretSchema = z.object({ data: z.object({ name: z.string(), server: z.string() }) });
const releaseSchema = z.object({ name: z.string(), values: z.tuple([z.string()]) });
const namespaceSchema = z.object({ metadata: z.object({ name: z.string(), labels: texts }) });
const platformSchema = z.object({
  resource: z.object({
    kubernetes_namespace_v1: z.record(z.string(), namespaceSchema),
    kubernetes_secret_v1: z.record(z.string(), secretSchema),
    helm_release: z.record(z.string(), releaseSchema),
  }),
});

const bootstrapSchema = z.object({
  repoUrl: z.string(),
  path: z.string(),
  revision: z.string(),
  profile: z.string(),
  cloud: z.string(),
  sourceRepos: z.array(z.string()),
  namespaces: z.array(z.string()),
});

/** The synthesized stacks of an environment. */
export interface EnvironmentStacks {
  /** The environment's own. */
  readonly environment: unknown;
  /** Its platform's. */
  readonly platform: unknown;
  /** The environment's minor. */
  readonly kubernetesVersion: string;
}

/**
 * The cluster, with plausible values for what its cloud tells once it is deployed.
 *
 * @throws Error where the stacks are not of an environment and its platform.
 */
export function readCluster({
  environment,
  platform,
  kubernetesVersion,
}: EnvironmentStacks): PlatformCluster {
  const { clusterSecretLabels, clusterSecretAnnotations } = outputsSchema.parse(environment).output;
  const { resource } = platformSchema.parse(platform);
  const releases = Object.values(resource.helm_release);
  const valuesOf = (name: string): string => {
    const release = releases.find((one) => one.name === name);
    if (release === undefined) throw new Error(`there is no release ${name}`);
    return release.values[0];
  };
  return {
    kubernetesVersion,
    secret: {
      ...onlyOf(resource.kubernetes_secret_v1).data,
      labels: deployed(clusterSecretLabels.value),
      annotations: deployed(clusterSecretAnnotations.value),
    },
    bootstrap: bootstrapSchema.parse(JSON.parse(valuesOf("bootstrap"))),
    argoCdValues: valuesOf("argocd"),
    argoCdNamespace: { apiVersion: "v1", kind: "Namespace", ...onlyOf(resource.kubernetes_namespace_v1) },
  };
}

function deployed(output: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(output).map(([key, value]) => [key, deployedText(value)]));
}

function onlyOf<Block>(blocks: Readonly<Record<string, Block>>): Block {
  const [block, ...others] = Object.values(blocks);
  if (block === undefined || others.length > 0) {
    throw new Error(`a platform has one block of each type, and not ${Object.keys(blocks).join(", ")}`);
  }
  return block;
}
