// Newer versions of charts, by Helm itself from a repository on this machine.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { distanceTo, newestVersion } from "../../cli/platform/newest-version";
import { runCommand } from "../../scripts/commands";
import { hostEnvironment, projectRoot, temporaryFolder } from "../../scripts/host";
import { missingPrograms } from "../../scripts/render/programs";

const testWithHelm = missingPrograms.length === 0 ? test : test.skip;
if (missingPrograms.length > 0) console.warn(`SKIPPED: ${missingPrograms.join("; ")}`);

const folder = mkdtempSync(path.join(temporaryFolder(), "chart-repository-"));
const files = path.join(folder, "files");
const server = createServer(({ url = "/" }, response) => {
  try {
    response.end(readFileSync(path.join(files, path.basename(url))));
  } catch {
    response.writeHead(404).end();
  }
});
const surroundings = { folder, environment: { ...hostEnvironment(), no_proxy: "127.0.0.1", HOME: folder } };

async function helm(...words: readonly string[]): Promise<void> {
  const { exitCode, output } = await runCommand({ program: "helm", arguments: words, ...surroundings });
  if (exitCode !== 0) throw new Error(output);
}

beforeAll(async () => {
  mkdirSync(files);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function repoUrl(): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the repository has no port");
  return `http://127.0.0.1:${address.port}`;
}

testWithHelm("the newest release is found, and none that is to become one", async () => {
  // Not where Helm runs: a folder there of the name of the chart would be taken for it.
  const chart = path.join(folder, "source", "bootstrap");
  cpSync(path.join(projectRoot(), "k8s/bootstrap"), chart, { recursive: true });
  for (const version of ["1.9.0", "1.10.2", "2.0.0-rc.1"]) {
    await helm("package", chart, "--version", version, "--destination", files);
  }
  await helm("repo", "index", files);
  expect(await newestVersion({ name: "bootstrap", repoUrl: repoUrl() }, surroundings)).toBe("1.10.2");
});

testWithHelm("a chart that isn't in its repository is said so, with the repository", async () => {
  const absent = newestVersion({ name: "absent", repoUrl: repoUrl() }, surroundings);
  await expect(absent).rejects.toThrow(`the chart absent could not be looked up in ${repoUrl()}`);
});

test.each([
  ["1.2.3", "1.2.3", "current"],
  ["1.2.3", "1.2.2", "current"],
  ["1.2.3", "1.2.4", "patch"],
  ["1.9.1", "1.10.0", "minor"],
  ["v1.21.1", "v1.22.0", "minor"],
  ["9.59.0", "10.0.0", "major"],
])("%s is behind %s by: %s", (pinned, newest, distance) => {
  expect(distanceTo(pinned, newest)).toBe(distance);
});
