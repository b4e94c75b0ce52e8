// `npm run test:cluster` on a cluster of the local cloud's EKS, which it knows by a kubeconfig alone.
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Kubectl } from "../../cli/environment/kubectl";
import type { EnvironmentInput } from "../../constructs/contract/environment";
import { signedInAs } from "../../scripts/cluster-administrator";
import { type CommandResult, runCommand } from "../../scripts/commands";
import { type Environment, projectRoot, temporaryFolder } from "../../scripts/host";
import { prepareCharts } from "../../scripts/local-charts";
import { exampleEnvironment, exampleProject } from "../examples";
import { releasing } from "./argo-cd-stand-in";
import { describeWithPrograms } from "./program-probe";
import { describeWithProviders } from "./provider-probe";
import { patience, World } from "./world";

jest.setTimeout(patience);

const account = "111122223333";
const described: EnvironmentInput = exampleEnvironment("dev", { cluster: { deletionProtection: false } });
const outputsSchema = z.object({ kubeconfigCommand: z.string() });
const charts = mkdtempSync(path.join(temporaryFolder(), "hera-charts-"));

describeWithProviders(["helm", "kubernetes"], "the test of a cluster", () => {
  describeWithPrograms(["aws", "kubectl", "helm"], "on EKS", testOfCluster);
});

function testOfCluster(): void {
  let world: World;
  let administrator: Environment;
  let kubectl: Kubectl;

  beforeAll(async () => {
    const { folder, description } = await prepareCharts(path.join(charts, "charts"));
    console.info(description);
    world = await World.withCloud(account, { chartArchive: folder });
    const app = world.synthesize("app", exampleProject(), [described]);
    for (const stack of app.stacks) {
      await world.terraform(app, stack).init();
      await world.terraform(app, stack).apply();
    }
    const { kubeconfigCommand } = outputsSchema.parse(await world.terraform(app, "dev").output());
    const principal = `arn:aws:iam::${account}:role/admin`;
    const admin = await signedInAs({ cloud: "aws", principal }, world.environment, world.folder);
    administrator = { ...admin, KUBECONFIG: path.join(world.folder, "kubeconfig") };
    const added = await run("sh", ["-c", `${kubeconfigCommand} --alias any`]);
    expect(added).toEqual({ ...added, exitCode: 0 });
    kubectl = new Kubectl((words) => run("kubectl", ["--context=any", ...words]));
  }, patience);
  afterAll(async () => {
    await world.close();
    rmSync(charts, { recursive: true, force: true });
  }, patience);

  function run(program: string, words: readonly string[]): Promise<CommandResult> {
    return runCommand({ program, arguments: words, folder: projectRoot(), environment: administrator });
  }

  /** What it could leave behind, in no namespace and in any. */
  async function objects(): Promise<readonly string[]> {
    const kinds = [
      "namespaces",
      "customresourcedefinitions",
      "clusterroles",
      "clusterrolebindings",
      "validatingwebhookconfigurations",
      "mutatingwebhookconfigurations",
      "roles",
      "secrets",
      "configmaps",
      "serviceaccounts",
      "deployments",
    ];
    const columns = "custom-columns=KIND:.kind,NAMESPACE:.metadata.namespace,NAME:.metadata.name";
    const options = ["--all-namespaces", "--no-headers", `--output=${columns}`];
    return (await kubectl.expect("get", kinds.join(","), ...options)).split("\n").sort();
  }

  const testCluster = (context: string): Promise<CommandResult> =>
    run(process.execPath, ["scripts/run.cjs", "scripts/test-cluster.ts", "--context", context]);

  test("a context that isn't there is refused, and those that are there are named", async () => {
    const { exitCode, output } = await testCluster("other");
    expect(exitCode).toBe(2);
    expect(output).toContain("There is no context 'other', but there is any");
  });

  test("applies dev's platform, sees what it leads to, and leaves nothing", async () => {
    const before = await objects();
    const { result, names } = await releasing(kubectl, testCluster("any"));
    expect(result).toEqual({ ...result, exitCode: 0 });
    for (const line of [
      /^the cluster at https:\/\/\S+ has no Argo CD$/m,
      /^terraform apply made .*helm_release\./m,
      /^so there is namespace\/argocd, .*application\.argoproj\.io\/platform$/m,
      /^the API server would take all [1-9]\d\d+ objects of k8s\/ whose kinds it knows$/m,
      /^terraform plan is empty$/m,
      /^terraform destroy left the definitions of Argo CD's kinds alone, .*: they are removed, too$/m,
      /^the cluster is as it was$/m,
    ]) {
      expect(result.output).toMatch(line);
    }
    expect(names).toEqual([
      "application.argoproj.io/platform",
      "appproject.argoproj.io/applications",
      "appproject.argoproj.io/platform",
    ]);
    expect(await objects()).toEqual(before);
  });

  test("a cluster that has an Argo CD is left alone", async () => {
    await kubectl.expect("create", "namespace", "argocd");
    const before = await objects();
    const { exitCode, output } = await testCluster("any");
    expect(exitCode).toBe(1);
    expect(output).toContain("The cluster has an Argo CD, or what is left of one: namespace/argocd");
    expect(await objects()).toEqual(before);
  });
}
