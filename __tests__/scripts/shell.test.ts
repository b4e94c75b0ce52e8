// Every shell script of the project, and what Hetzner's servers are told, held against the tools that know them.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  controlPlaneUserData,
  workerUserData,
} from "../../constructs/kubernetes-cluster/hetzner-k3s/user-data";
import { natUserData } from "../../constructs/network/hetzner/nat-user-data";
import { runCommand } from "../../scripts/commands";
import { hostEnvironment, projectRoot, temporaryFolder } from "../../scripts/host";
import { filesIn } from "../architecture/sources";
import { controlPlaneExample, workerExample } from "../kubernetes-cluster/hetzner-k3s/k3s-examples";
import { rendered } from "../kubernetes-cluster/hetzner-k3s/sandbox-server";
import { natExample } from "../network/hetzner/nat-example";

const scripts = ["__tests__", "constructs"].flatMap((folder) => filesIn(folder, ".sh"));

function run(program: string, ...args: readonly string[]) {
  return runCommand({ program, arguments: args, folder: projectRoot(), environment: hostEnvironment() });
}

/** A test of a tool that a machine may lack, which is then said aloud; CI, which installs it, may not. */
async function withTool(tool: string, check: () => Promise<void>): Promise<void> {
  if ((await run(tool, "--version")).exitCode === 127) {
    if (hostEnvironment().CI) throw new Error(`${tool} is not installed, and CI checks nothing without it`);
    console.warn(`SKIPPED: ${tool} is not installed; apt-get install ${tool}`);
    return;
  }
  await check();
}

test("there are scripts to check, and each stops at its first error", () => {
  expect(scripts.length).toBeGreaterThan(10);
  const careless = scripts.filter(
    (file) => !readFileSync(path.join(projectRoot(), file), "utf8").includes("\nset -euo pipefail\n"),
  );
  expect(careless).toEqual([]);
});

test("shellcheck finds nothing in any script", async () => {
  await withTool("shellcheck", async () => {
    expect((await run("shellcheck", ...scripts)).output).toBe("");
  });
}, 60_000);

test.each([
  ["a server of the control plane", controlPlaneUserData(controlPlaneExample)],
  ["a worker", workerUserData(workerExample)],
  ["a NAT host", natUserData(natExample)],
])(
  "cloud-init's schema knows all that %s is told",
  async (_, userData) => {
    await withTool("cloud-init", async () => {
      const folder = mkdtempSync(path.join(temporaryFolder(), "hera-cloud-init-"));
      const file = path.join(folder, "user-data");
      writeFileSync(file, rendered(userData));
      const { exitCode, output } = await run("cloud-init", "schema", "-c", file);
      rmSync(folder, { recursive: true });
      expect([exitCode, output]).toEqual([0, expect.stringMatching(/^Valid (schema|cloud-config)/)]);
    });
  },
  60_000,
);
