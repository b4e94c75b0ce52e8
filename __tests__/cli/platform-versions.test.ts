// Newer versions of charts, by Helm itself from a repository on this machine.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { z } from "zod";
import { exitCodes } from "../../cli/exit-codes";
import { minorVersions } from "../../cli/platform/minor-versions";
import { distanceTo, newestVersion } from "../../cli/platform/newest-version";
import { pinnedCharts } from "../../constructs/contract/pinned-charts";
import { environments } from "../../envs/environments";
import { runCommand } from "../../scripts/commands";
import { hostEnvironment, projectRoot, temporaryFolder } from "../../scripts/host";
import { describeRendered } from "../k8s/render/describe-rendered";
import { run } from "./run-in-memory";

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

describeRendered("hera platform versions", () => {
  test("the newest release is found, and none that is to become one", async () => {
    // Not where Helm runs: a folder there of the name of the chart would be taken for it.
    const chart = path.join(folder, "source", "bootstrap");
    cpSync(path.join(projectRoot(), "k8s/bootstrap"), chart, { recursive: true });
    for (const version of ["1.9.0", "1.10.2", "2.0.0-rc.1"]) {
      await helm("package", chart, "--version", version, "--destination", files);
    }
    await helm("repo", "index", files);
    expect(await newestVersion({ name: "bootstrap", repoUrl: repoUrl() }, surroundings)).toBe("1.10.2");
  });

  test("a chart that isn't in its repository is said so, with the repository", async () => {
    const absent = newestVersion({ name: "absent", repoUrl: repoUrl() }, surroundings);
    await expect(absent).rejects.toThrow(`the chart absent could not be looked up in ${repoUrl()}`);
  });

  test("without a network the minors are told all the same, and which repositories could not be reached", async () => {
    const nowhere = "http://127.0.0.1:1";
    const offline = { ...surroundings.environment, https_proxy: nowhere, HTTPS_PROXY: nowhere };
    const { code, printed, told } = await run(["platform", "versions"], { folder, environment: offline });
    expect(code).toBe(exitCodes.unreachable.code);
    for (const { name, cloud } of environments) {
      expect(printed).toMatch(new RegExp(`^${name} +${cloud} +1\\.\\d\\d `, "m"));
    }
    expect(printed).toMatch(/^All that is rendered is served: dev by 1\.\d\d/m);
    for (const { name, version, repoUrl } of pinnedCharts) {
      expect(printed).toMatch(new RegExp(`^${name} +${version} +not known +not known$`, "m"));
      expect(told).toContain(`the chart ${name} could not be looked up in ${repoUrl}`);
    }
  }, 300_000);

  test("for a program the same is one JSON document", async () => {
    const { printed } = await run(["platform", "versions", "--json"], { folder, environment: { PATH: "" } });
    const { environments: found, charts } = z
      .object({ environments: z.array(z.unknown()), charts: z.array(z.unknown()) })
      .parse(JSON.parse(printed));
    expect(found).toEqual(
      environments.map(({ name, cloud, kubernetesCluster: { kubernetesVersion: pinned } }) => ({
        ...minorVersions({ name, cloud, kubernetesCluster: { kubernetesVersion: pinned } }),
        upgrade: {
          minors: expect.arrayContaining([pinned]),
          unserved: [],
          missingCharts: expect.any(Array),
          failures: [],
        },
      })),
    );
    expect(charts).toHaveLength(pinnedCharts.length);
  }, 300_000);
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
