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

const versions = new Map<string, string>();

/** What a program says of its version; nothing where it is not on this machine. */
function versionSaid({ name, version }: Program): string {
  const known = versions.get(name);
  if (known !== undefined) return known;
  const { status, stdout } = spawnSync(name, [...version], { encoding: "utf8" });
  const said = status === 0 ? stdout : "";
  versions.set(name, said);
  return said;
}

/** Likewise. */
export function versionOf(program: "kubectl" | "helm"): string {
  return versionSaid(program === "helm" ? helm : kubectl);
}

/** What is missing here of the programs that render `k8s/`, with what to do; empty where all are there. */
export function missingPrograms(): readonly string[] {
  return [kubectl, helm]
    .filter((program) => versionSaid(program) === "")
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
