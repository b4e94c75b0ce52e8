// The stack of a platform from before there is a cluster to after it is gone, with the unmodified helm and kubernetes
// providers, on the local cloud's EKS.
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Kubectl, withKubectl } from "../../cli/environment/kubectl";
import type { EnvironmentInput } from "../../constructs/contract/environment";
import type { PlatformInput } from "../../constructs/contract/platform";
import { actingAs } from "../../scripts/cluster-administrator";
import { type Environment, temporaryFolder } from "../../scripts/host";
import { prepareCharts } from "../../scripts/local-charts";
import type { Terraform } from "../../scripts/terraform";
import { exampleEnvironment, exampleProject } from "../examples";
import { accessIn } from "./cluster-access";
import { changedResources } from "./plan-changes";
import { describeWithPrograms } from "./program-probe";
import { patience, type SynthesizedFolder, World } from "./world";

jest.setTimeout(patience);

const account = "111122223333";
const administrator = `arn:aws:iam::${account}:role/admin`;
const examplePlatform: PlatformInput = {
  domain: "dev.example.com",
  gitops: { repoUrl: "https://git.example.com/acme/platform.git", revision: "main" },
};
const described: EnvironmentInput = {
  ...exampleEnvironment("dev", { cluster: { deletionProtection: false } }),
  platform: examplePlatform,
};
const charts = mkdtempSync(path.join(temporaryFolder(), "hera-charts-"));

/** Plays Argo CD, which doesn't run here: lets go of those of its objects that are being deleted, and names them. */
async function letGo(kubectl: Kubectl): Promise<readonly string[]> {
  const objects = "applications.argoproj.io,appprojects.argoproj.io";
  const deleted =
    "jsonpath={range .items[?(@.metadata.deletionTimestamp)]}{.kind}.argoproj.io/{.metadata.name} {end}";
  const { stdout } = await kubectl.run("get", objects, "--namespace=argocd", `--output=${deleted}`);
  const names = stdout
    .split(" ")
    .filter((name) => name !== "")
    .map((name) => name.toLowerCase());
  const patch = JSON.stringify({ metadata: { finalizers: null } });
  for (const name of names)
    await kubectl.run("patch", name, "--namespace=argocd", "--type=merge", `--patch=${patch}`);
  return names;
}

describeWithPrograms(["aws", "kubectl"], "a platform", () => {
  let world: World;
  let app: SynthesizedFolder;
  let admin: Environment;
  let platform: Terraform;
  let platformOfStranger: Terraform;

  beforeAll(async () => {
    const { folder, description } = await prepareCharts(path.join(charts, "charts"));
    console.info(description);
    world = await World.withCloud(account, { chartArchive: folder });
    app = world.synthesize("app", exampleProject(), [described]);
    admin = await actingAs(administrator, world.environment, world.folder);
    platform = world.terraform(app, "dev-platform", admin);
    platformOfStranger = world.terraform(app, "dev-platform");
    const bootstrap = world.terraform(app, "bootstrap");
    await bootstrap.init();
    await bootstrap.apply();
    await platform.init();
  }, patience);
  afterAll(async () => {
    await world.close();
    rmSync(charts, { recursive: true, force: true });
  }, patience);

  const dev = (input: EnvironmentInput = described): Terraform =>
    world.terraform(world.synthesize("app", exampleProject(), [input]), "dev");

  /** What a plan says that has to fail. */
  async function failure(terraform: Terraform): Promise<string> {
    const { exitCode, output } = await terraform.run("plan", "-input=false");
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: expect.any(String) });
    return output;
  }

  const inCluster = async <Result>(work: (kubectl: Kubectl) => Promise<Result>): Promise<Result> =>
    await withKubectl(accessIn(await dev().output()), { environment: admin }, work);

  test("before its environment it isn't planned, and says what to deploy first", async () => {
    expect(await failure(platform)).toContain("data.terraform_remote_state.deploy-dev-first");
  });

  test("it isn't planned by whom the cluster doesn't let in", async () => {
    await dev().init();
    await dev().apply();
    const output = await failure(platformOfStranger);
    expect(output).toContain("Unauthorized");
    expect(output).toContain("data.kubernetes_namespace_v1.deploy-dev-first-or-gain-access");
  });

  test("it is applied once, and then its plan is empty", async () => {
    await platform.apply();
    expect(await platform.plan()).toMatchObject({ hasChanges: false });
  });

  test("the cluster has what leads Argo CD to Git, and the Secret that says what is on", async () => {
    await inCluster(async (kubectl) => {
      const applications = await kubectl.list("applications.argoproj.io");
      expect(applications).toMatchObject([
        {
          metadata: { name: "platform", namespace: "argocd" },
          spec: { source: { path: "k8s/overlays/dev" } },
        },
      ]);
      const projects = await kubectl.list("appprojects.argoproj.io");
      expect(projects.map(({ metadata }) => metadata.name).sort()).toEqual(["applications", "platform"]);
      const secrets = await kubectl.expect(
        "get",
        "secrets",
        "-n",
        "argocd",
        "-l",
        "hera/traefik=enabled",
        "-o",
        "name",
      );
      expect(secrets).toBe("secret/in-cluster");
    });
  });

  test("without access, what stands isn't planned to be installed anew", async () => {
    expect(await failure(platformOfStranger)).not.toContain("to add");
  });

  test("nor where the cluster can't be reached", async () => {
    const { hostname } = new URL(accessIn(await dev().output()).clusterEndpoint);
    const past = { ...admin, NO_PROXY: hostname, no_proxy: hostname };
    const output = await failure(world.terraform(app, "dev-platform", past));
    expect(output).toMatch(/Error: Get "https:.*dial tcp/);
    expect(output).toContain("deploy-dev-first-or-gain-access");
    expect(output).not.toContain("to add");
  });

  test("a feature that is switched off changes the Secret, and nothing else here", async () => {
    await dev({ ...described, platform: { ...examplePlatform, features: { traefik: false } } }).apply();
    await platform.plan("-out=feature.tfplan");
    expect(changedResources(await platform.show("feature.tfplan"))).toEqual([
      expect.objectContaining({ address: "kubernetes_secret_v1.argocd_cluster", actions: ["update"] }),
    ]);
    await platform.apply("feature.tfplan");
    await inCluster(async (kubectl) => {
      expect(await kubectl.expect("get", "secrets", "-A", "-l", "hera/traefik=enabled", "-o", "name")).toBe(
        "",
      );
    });
  });

  test("it is destroyed with what its Applications made: it waits for Argo CD, which removes that", async () => {
    await inCluster(async (kubectl) => {
      const destroyed = platform.destroy();
      const done = destroyed.then(() => true);
      const awaited = new Set<string>();
      while (!(await Promise.race([done, wait(500, false)]))) {
        for (const name of await letGo(kubectl)) awaited.add(name);
      }
      await destroyed;
      expect([...awaited].sort()).toEqual([
        "application.argoproj.io/platform",
        "appproject.argoproj.io/applications",
        "appproject.argoproj.io/platform",
      ]);
      const left = await kubectl.expect("get", "customresourcedefinitions", "--output=name");
      expect(left.split("\n").sort()).toEqual([
        "customresourcedefinition.apiextensions.k8s.io/applications.argoproj.io",
        "customresourcedefinition.apiextensions.k8s.io/applicationsets.argoproj.io",
        "customresourcedefinition.apiextensions.k8s.io/appprojects.argoproj.io",
      ]);
      expect(await kubectl.expect("get", "namespace", "argocd", "--ignore-not-found", "--output=name")).toBe(
        "",
      );
    });
  });

  test("after its environment is gone it says so", async () => {
    await dev().destroy();
    // Terraform breaks lines where it likes.
    expect((await failure(platform)).replaceAll(/\s+/g, " ")).toContain("Deploy dev first: cdktf deploy dev");
  });
});
