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

/** What each of them says that it is; those that are not on this machine say nothing. */
const versions = new Map(
  [kubectl, helm].map(({ name, version }) => {
    const { status, stdout } = spawnSync(name, [...version], { encoding: "utf8" });
    return [name, status === 0 ? stdout : undefined] as const;
  }),
);

/** What a program says of its version; nothing where it is not on this machine. */
export function versionOf(program: "kubectl" | "helm"): string {
  return versions.get(program) ?? "";
}

/** What is missing here of the programs that render `k8s/`, with what to do; empty where all are there. */
export const missingPrograms: readonly string[] = [kubectl, helm]
  .filter(({ name }) => versions.get(name) === undefined)
  .map(({ name, remedy }) => `${name} is not on this machine (${remedy})`);

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

/** `describe`, where the programs are on this machine; on others the tests are skipped, and it is said why. */
export function describeRendered(title: string, tests: () => void): void {
  if (missingPrograms.length === 0) {
    describe(title, tests);
    return;
  }
  console.warn(`SKIPPED: ${title}: ${missingPrograms.join("; ")}`);
  describe.skip(`${title} (SKIPPED: ${missingPrograms.join("; ")})`, tests);
}
