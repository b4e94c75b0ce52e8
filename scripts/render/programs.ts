// The programs that make manifests: which of them this machine has, and what they print.
import { execFileSync, spawnSync } from "node:child_process";

/** A program, how it is asked for its version, and how a machine gets it. */
interface Program {
  readonly name: string;
  readonly version: readonly string[];
  readonly remedy: string;
}

const kubectl: Program = {
  name: "kubectl",
  version: ["version", "--client"],
  remedy: "https://kubernetes.io/docs/tasks/tools/",
};
const helm: Program = {
  name: "helm",
  version: ["version"],
  remedy: "https://helm.sh/docs/intro/install/, or go install helm.sh/helm/v3/cmd/helm@latest",
};

function isInstalled({ name, version }: Program): boolean {
  return spawnSync(name, [...version], { stdio: "ignore" }).status === 0;
}

/** What is missing here of the programs that render `k8s/`, with what to do; empty where all are there. */
export function missingPrograms(): readonly string[] {
  return [kubectl, helm]
    .filter((program) => !isInstalled(program))
    .map(({ name, remedy }) => `${name} is not on this machine (${remedy})`);
}

/**
 * What a program prints.
 *
 * @throws Error with what it said when it failed.
 */
export function outputOf(program: "kubectl" | "helm", args: readonly string[]): string {
  return execFileSync(program, [...args], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    stdio: ["ignore", "pipe", "pipe"],
  });
}
