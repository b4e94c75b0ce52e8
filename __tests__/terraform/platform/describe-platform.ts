// The stack of a platform from before there is a cluster to after it is gone, with the unmodified helm and kubernetes
// providers, on a local cloud. The facts are the same on every cloud.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  type ClusterAccess,
  clusterAccessSchema,
  type Kubectl,
  withKubectl,
} from "../../../cli/environment/kubectl";
import type { EnvironmentInput } from "../../../constructs/contract/environment";
import type { PlatformInput } from "../../../constructs/contract/platform";
import type { CloudName, ProjectInput } from "../../../constructs/contract/project";
import { prod } from "../../../envs/prod";
import { project as ownProject } from "../../../envs/project";
import { staging } from "../../../envs/staging";
import { signedInAs } from "../../../scripts/cluster-administrator";
import { type Environment, temporaryFolder } from "../../../scripts/host";
import { prepareCharts } from "../../../scripts/local-charts";
import type { Terraform } from "../../../scripts/terraform";
import { exampleEnvironment } from "../../examples";
import { releasing } from "../argo-cd-stand-in";
import { changedResources } from "../plan-changes";
import { describeWithPrograms } from "../program-probe";
import { describeWithProviders } from "../provider-probe";
import { patience, World } from "../world";

jest.setTimeout(patience);

/** A cloud whose clusters get a platform. */
export interface PlatformSuite {
  readonly cloud: CloudName;
  /** Its providers, save those that every platform needs. */
  readonly providers: readonly string[];
  /** The programs without which nobody signs in to its clusters; those that the local cloud stands in for aren't any. */
  readonly programs: readonly string[];
  /** Somebody whom `adminPrincipals` don't name, in their form. */
  readonly stranger: string;
  /** What the API server says to the stranger. */
  readonly refusal: string;
  /** Whether the API server has a name, which nobody knows but the local cloud. An address may be somebody else's. */
  readonly hasName: boolean;
}

const examplePlatform: PlatformInput = {
  domain: "dev.example.com",
  gitops: { repoUrl: "https://git.example.com/acme/platform.git", revision: "main" },
};

/** Lives a platform through, where all is here that it takes. */
export function describePlatform(suite: PlatformSuite): void {
  const { cloud, providers, programs } = suite;
  describeWithProviders([...providers, "helm", "kubernetes"], `a platform on ${cloud}`, () => {
    describeWithPrograms(["kubectl", ...programs], "in its cluster", () => describeLife(suite));
  });
}

function describeLife({ cloud, stranger, refusal, hasName }: PlatformSuite): void {
  const project: ProjectInput = { ...ownProject, stateBackend: { store: cloud } };
  const described: EnvironmentInput = {
    ...exampleEnvironment("dev", { cluster: { deletionProtection: false } }),
    cloud,
    platform: examplePlatform,
  };
  const charts = mkdtempSync(path.join(temporaryFolder(), "hera-charts-"));
  let world: World;
  let admin: Environment;
  let platform: Terraform;
  let platformOfStranger: Terraform;

  beforeAll(async () => {
    const { folder, description } = await prepareCharts(path.join(charts, "charts"));
    console.info(description);
    world = await World.withCloud(ownProject.clouds.aws?.account ?? "123456789012", { chartArchive: folder });
    const as = (principal: string): Promise<Environment> =>
      signedInAs({ cloud, principal }, world.environment, world.folder);
    const [administrator = ""] = project.clouds[cloud]?.adminPrincipals ?? [];
    admin = await as(administrator);
    const app = world.synthesize("app", project, [described]);
    platform = world.terraform(app, "dev-platform", admin);
    platformOfStranger = world.terraform(app, "dev-platform", await as(stranger));
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
    world.terraform(world.synthesize("app", project, [input]), "dev");

  /** What a plan says that has to fail. */
  async function failure(terraform: Terraform): Promise<string> {
    const { exitCode, output } = await terraform.run("plan", "-input=false");
    expect({ exitCode, output }).toEqual({ exitCode: 1, output: expect.any(String) });
    return output;
  }

  const access = async (): Promise<ClusterAccess> => clusterAccessSchema.parse(await dev().output());
  const inCluster = async <Result>(work: (kubectl: Kubectl) => Promise<Result>): Promise<Result> =>
    await withKubectl(await access(), { environment: admin }, work);

  test("before its environment it isn't planned, and says what to deploy first", async () => {
    expect(await failure(platform)).toContain("data.terraform_remote_state.deploy-dev-first");
  });

  test("it isn't planned by whom the cluster doesn't let in", async () => {
    await dev().init();
    await dev().apply();
    const output = await failure(platformOfStranger);
    expect(output).toContain(refusal);
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
      expect(await secretsWithTraefik(kubectl)).toBe("secret/in-cluster");
    });
  });

  test("without access, what stands isn't planned to be installed anew", async () => {
    expect(await failure(platformOfStranger)).not.toContain("to add");
  });

  if (hasName) {
    test("nor where the cluster can't be reached", async () => {
      const { hostname } = new URL((await access()).clusterEndpoint);
      const past = { ...admin, NO_PROXY: hostname, no_proxy: hostname };
      const app = world.synthesize("app", project, [described]);
      const output = await failure(world.terraform(app, "dev-platform", past));
      expect(output).toMatch(/Error: Get "https:.*dial tcp/);
      expect(output).toContain("deploy-dev-first-or-gain-access");
      expect(output).not.toContain("to add");
    });
  }

  test("a feature that is switched off changes the Secret, and nothing else here", async () => {
    await dev({ ...described, platform: { ...examplePlatform, features: { traefik: false } } }).apply();
    await platform.plan("-out=feature.tfplan");
    expect(changedResources(await platform.show("feature.tfplan"))).toEqual([
      expect.objectContaining({ address: "kubernetes_secret_v1.argocd_cluster", actions: ["update"] }),
    ]);
    await platform.apply("feature.tfplan");
    await inCluster(async (kubectl) => expect(await secretsWithTraefik(kubectl)).toBe(""));
  });

  test("it is destroyed with what its Applications made: it waits for Argo CD, which removes that", async () => {
    await inCluster(async (kubectl) => {
      expect((await releasing(kubectl, platform.destroy())).names).toEqual([
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
      const namespace = ["namespace", "argocd", "--ignore-not-found", "--output=name"];
      expect(await kubectl.expect("get", ...namespace)).toBe("");
    });
  });

  // A platform knows its environment by the outputs in its state alone: those of dev save two further clusters.
  test.each([staging, prod])("that of $name is made, planned empty and destroyed likewise", async (other) => {
    const { name } = other;
    const app = world.synthesize(name, project, [{ ...other, cloud }]);
    const state = path.join(world.folder, `${name}.tfstate`);
    writeFileSync(state, (await dev().run("state", "pull")).stdout);
    const environment = world.terraform(app, name);
    await environment.init();
    expect(await environment.run("state", "push", state)).toMatchObject({ exitCode: 0 });
    const its = world.terraform(app, `${name}-platform`, admin);
    await its.init();
    await its.apply();
    expect(await its.plan()).toMatchObject({ hasChanges: false });
    await inCluster(async (kubectl) => {
      expect(await kubectl.list("applications.argoproj.io")).toMatchObject([
        { spec: { source: { path: `k8s/overlays/${name}` } } },
      ]);
      expect((await releasing(kubectl, its.destroy())).names).toContain("application.argoproj.io/platform");
    });
  });

  test("after its environment is gone it says so", async () => {
    await dev().destroy();
    // Terraform breaks lines where it likes.
    expect((await failure(platform)).replaceAll(/\s+/g, " ")).toContain("Deploy dev first: cdktf deploy dev");
  });
}

/** The Secrets by which Argo CD knows that an add-on is on. */
async function secretsWithTraefik(kubectl: Kubectl): Promise<string> {
  return await kubectl.expect("get", "secrets", "-n", "argocd", "-l", "hera/traefik=enabled", "-o", "name");
}
