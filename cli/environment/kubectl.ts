import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { KubernetesClusterOutputs } from "../../constructs/contract/kubernetes-cluster";
import { type CommandResult, runCommand } from "../../scripts/commands";
import { temporaryFolder } from "../../scripts/host";
import { CommandError } from "../command-error";
import type { Surroundings } from "../surroundings";

/** What it takes to speak to a cluster. */
export type ClusterAccess = Pick<
  KubernetesClusterOutputs,
  "clusterName" | "clusterEndpoint" | "clusterCaCertificate" | "authExec"
>;

/** The access in an environment's outputs. */
export const clusterAccessSchema = z.object({
  clusterName: z.string(),
  clusterEndpoint: z.string(),
  clusterCaCertificate: z.string(),
  authExec: z.object({ command: z.string(), args: z.array(z.string()) }),
}) satisfies z.ZodType<ClusterAccess>;

/** What is read of any object. */
const objectSchema = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    annotations: z.record(z.string(), z.string()).default({}),
    finalizers: z.array(z.string()).default([]),
    deletionTimestamp: z.string().optional(),
  }),
  spec: z.record(z.string(), z.unknown()).default({}),
});
export type KubernetesObject = z.output<typeof objectSchema>;

/** How people name an object: `Service traefik/traefik`. */
export function nameOf({ kind, metadata: { name, namespace } }: KubernetesObject): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

/** The kubectl command, for one cluster. */
export class Kubectl {
  constructor(private readonly call: (words: readonly string[]) => Promise<CommandResult>) {}

  /** Runs it; a failure is in the result. */
  run(...words: readonly string[]): Promise<CommandResult> {
    return this.call(words);
  }

  /** @throws CommandError with what it says where it fails. */
  async expect(...words: readonly string[]): Promise<string> {
    const result = await this.call(words);
    if (result.exitCode !== 0) throw failure(words, result);
    return result.stdout;
  }

  /** Changes an object that may be gone by now, and without which nothing is amiss. */
  async expectUnlessGone(...words: readonly string[]): Promise<void> {
    const result = await this.call(words);
    if (result.exitCode !== 0 && !result.output.includes("(NotFound)")) throw failure(words, result);
  }

  /** All objects of kinds, in all namespaces. */
  async list(...kinds: readonly string[]): Promise<readonly KubernetesObject[]> {
    const printed = await this.expect("get", kinds.join(","), "--all-namespaces", "--output=json");
    return z.object({ items: z.array(objectSchema) }).parse(JSON.parse(printed)).items;
  }

  /** Deletes an object and doesn't wait; one that is being deleted already is left to who does it. */
  async remove({ kind, metadata }: KubernetesObject, ...options: readonly string[]): Promise<void> {
    if (metadata.deletionTimestamp !== undefined) return;
    const place = metadata.namespace === undefined ? [] : [`--namespace=${metadata.namespace}`];
    await this.expect(
      "delete",
      kind,
      metadata.name,
      ...place,
      "--wait=false",
      "--ignore-not-found",
      ...options,
    );
  }
}

function failure(words: readonly string[], { exitCode, output }: CommandResult): CommandError {
  return new CommandError(
    "failed",
    `\`kubectl ${words.join(" ")}\` ended with status ${exitCode}: ${output.trim()}`,
    "mend what it says, and run this again: what is done already is not done twice",
  );
}

/**
 * Hands out kubectl for a cluster. Its kubeconfig, which holds no credential but the command that prints one, is its
 * owner's alone and removed at the end.
 *
 * @throws CommandError where kubectl isn't there, or the cluster doesn't let it in.
 */
export async function withKubectl<Result>(
  access: ClusterAccess,
  { environment }: Pick<Surroundings, "environment">,
  work: (kubectl: Kubectl) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(temporaryFolder(), "hera-kubeconfig-"));
  const kubeconfig = path.join(folder, "kubeconfig.json");
  try {
    writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(access)), { mode: 0o600 });
    const kubectl = new Kubectl((words) =>
      runCommand({
        program: "kubectl",
        arguments: [`--kubeconfig=${kubeconfig}`, "--request-timeout=60s", ...words],
        folder,
        environment,
      }),
    );
    await assertUsable(kubectl, access);
    return await work(kubectl);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function assertUsable(
  kubectl: Kubectl,
  { clusterName, clusterEndpoint }: ClusterAccess,
): Promise<void> {
  const version = await kubectl.run("version", "--client");
  if (version.exitCode === 127) {
    throw new CommandError(
      "usage",
      "kubectl is not installed",
      "install it (https://kubernetes.io/docs/tasks/tools/), then run this again",
    );
  }
  const { exitCode, output } = await kubectl.run("get", "namespace", "kube-system", "--output=name");
  if (exitCode === 0) return;
  throw new CommandError(
    "unreachable",
    `the cluster ${clusterName} doesn't answer, or doesn't let you in, at ${clusterEndpoint}: ${output.trim()}`,
    "run this from where the API server can be reached, as one of its administrators; or, where it is lost, with --without-cluster, which leaves its load balancers, volumes and DNS records to you",
  );
}

/** https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/ */
function kubeconfigOf({
  clusterName,
  clusterEndpoint,
  clusterCaCertificate,
  authExec,
}: ClusterAccess): unknown {
  const name = clusterName;
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    interactiveMode: "IfAvailable",
    provideClusterInfo: true,
    ...authExec,
  };
  return {
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      { name, cluster: { server: clusterEndpoint, "certificate-authority-data": clusterCaCertificate } },
    ],
    users: [{ name, user: { exec } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    "current-context": name,
  };
}
