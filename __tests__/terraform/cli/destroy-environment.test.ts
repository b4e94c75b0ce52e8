// `hera environment destroy` where controllers made a load balancer and a volume that no Terraform state knows, beside
// what `terraform destroy` alone comes to. Nobody plays Argo CD: its objects' finalizers would hold whoever waits for them.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { stopGitOps } from "../../../cli/environment/git-ops";
import { clusterAccessSchema, type Kubectl, withKubectl } from "../../../cli/environment/kubectl";
import type { EnvironmentInput } from "../../../constructs/contract/environment";
import type { PlatformInput } from "../../../constructs/contract/platform";
import { signedInAs } from "../../../scripts/cluster-administrator";
import { type CommandResult, runCommand } from "../../../scripts/commands";
import { type Environment, temporaryFolder } from "../../../scripts/host";
import { prepareCharts } from "../../../scripts/local-charts";
import { exampleEnvironment, exampleProject } from "../../examples";
import { changedResources } from "../plan-changes";
import { describeWithPrograms } from "../program-probe";
import { describeWithProviders } from "../provider-probe";
import { type Inventory, patience } from "../world";
import { leaveDeposed } from "./deposed";
import { account, HeraWorld, region } from "./hera-world";
import { shop, shopApplication } from "./shop";

jest.setTimeout(patience);

const administrator = { cloud: "aws", principal: `arn:aws:iam::${account}:role/admin` } as const;
const charts = mkdtempSync(path.join(temporaryFolder(), "hera-charts-"));

/** What needs no bucket, because buckets would take a minute more. */
const features: PlatformInput["features"] = {
  velero: false,
  loki: false,
  "fluent-bit": false,
  tempo: false,
  "opentelemetry-collector": false,
};

function described(name: string): EnvironmentInput {
  return {
    ...exampleEnvironment(name, { cluster: { deletionProtection: false } }),
    platform: {
      domain: `${name}.example.com`,
      gitops: { repoUrl: "https://git.example.com/acme/platform.git", revision: "main" },
      profile: "dev",
      features,
    },
  };
}

describeWithProviders(["helm", "kubernetes"], "the end of an environment", () => {
  describeWithPrograms(["aws", "kubectl"], "with a platform in its cluster", endEnvironments);
});

function endEnvironments(): void {
  let world: HeraWorld;
  let admin: Environment;
  let bare: Inventory;

  beforeAll(async () => {
    const { folder: chartArchive, description } = await prepareCharts(path.join(charts, "charts"));
    console.info(description);
    world = await HeraWorld.make(["dev", "lost"].map(described), { chartArchive });
    await world.describeWhole(exampleProject());
    admin = await signedInAs(administrator, world.environment, world.folder);
    await deploy("bootstrap");
    bare = world.inventory();
    await Promise.all(["dev", "lost"].map(deploy));
    for (const name of ["dev", "lost"]) {
      await deploy(`${name}-platform`);
      await inCluster(name, (kubectl) => apply(kubectl, `${shop}---${shopApplication}`));
    }
  }, patience);
  afterAll(async () => {
    await world.close();
    rmSync(charts, { recursive: true, force: true });
  }, patience);

  async function deploy(stack: string): Promise<void> {
    await world.terraform(stack, admin).init();
    await world.terraform(stack, admin).apply();
  }

  const inCluster = async <Result>(name: string, work: (kubectl: Kubectl) => Promise<Result>) =>
    await withKubectl(
      clusterAccessSchema.parse(await world.terraform(name).output()),
      { environment: admin },
      work,
    );

  async function apply(kubectl: Kubectl, manifest: string): Promise<void> {
    const file = path.join(world.folder, "manifest");
    writeFileSync(file, manifest);
    await kubectl.expect("apply", `--filename=${file}`);
  }

  const destroy = (...words: readonly string[]): Promise<CommandResult> =>
    world.heraIn(admin, "environment", "destroy", ...words);

  test("controllers have made a load balancer and a volume for each environment", () => {
    const inventory = world.inventory();
    expect(inventory["load balancers"]).toHaveLength(2);
    expect(inventory.volumes).toHaveLength(2);
  });

  test("without its cluster its platform is forgotten; Terraform waits for a network that the rest is in", async () => {
    await leaveDeposed(world.terraform("lost-platform", admin));
    const lines: string[] = [];
    const words = ["environment", "destroy", "lost", "--without-cluster", "--force"];
    const running = world.startHeraIn(admin, (line) => lines.push(line), ...words);
    const ended = running.result.then(() => true);
    // Its provider asks again for twenty minutes; by then everything else has been gone for long.
    while (!lines.some((line) => /aws_subnet.*Still destroying.*30s elapsed/.test(line))) {
      if (await Promise.race([ended, wait(200, false)])) throw new Error(lines.join("\n"));
    }
    await running.end();
    expect(lines[0]).toBe(
      "What the controllers of acme-lost made is left alone: load balancers, volumes, DNS records.",
    );
    expect(lines.filter((line) => line.startsWith("- "))).toEqual([
      "- forgetting lost-platform, which goes with its cluster",
      "- terraform destroy of lost",
    ]);
    expect(await world.terraform("lost-platform", admin).resources()).toEqual([]);
    const { "load balancers": balancers, volumes, vpcs } = world.inventory();
    expect([balancers, volumes, vpcs].map((found) => found?.length)).toEqual([2, 2, 2]);
  });

  test("a dry run says what would go, and changes nothing", async () => {
    const before = world.inventory();
    const { exitCode, output } = await destroy("dev", "--dry-run");
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.any(String) });
    expect(output).toMatch(
      /^First everything .*\nThen \d+ resources of dev-platform .*\nThen \d+ resources of dev /,
    );
    const { output: without } = await destroy("dev", "--dry-run", "--without-cluster");
    expect(without).toMatch(
      /^What .* left alone.*\n\d+ resources of dev-platform .*taken out of its state.*\nThen /,
    );
    expect(world.inventory()).toEqual(before);
  });

  test("nothing goes without a confirmation", async () => {
    expect(await destroy("dev")).toMatchObject({ exitCode: 5 });
  });

  test("a cluster that doesn't let one in ends it before anything is destroyed", async () => {
    const before = world.inventory();
    const { exitCode, output } = await world.hera("environment", "destroy", "dev", "--force");
    expect({ exitCode, output }).toEqual({
      exitCode: 7,
      output: expect.stringContaining("--without-cluster"),
    });
    expect(world.inventory()).toEqual(before);
  });

  test("what was cut short after Argo CD had been stopped, the next deploy brings back", async () => {
    const platform = world.terraform("dev-platform", admin);
    const applications = () => inCluster("dev", (kubectl) => kubectl.list("applications.argoproj.io"));
    await inCluster("dev", stopGitOps);
    expect(await applications()).toEqual([]);
    await platform.plan("-out=again.tfplan");
    expect(changedResources(await platform.show("again.tfplan"))).toEqual([
      expect.objectContaining({
        address: expect.stringMatching(/^helm_release.*bootstrap/),
        actions: ["create"],
      }),
    ]);
    await platform.apply("again.tfplan");
    expect(await applications()).toMatchObject([{ metadata: { name: "platform" } }]);
  });

  test("the command removes all of it, in the order in which that is possible", async () => {
    const { exitCode, output, stdout } = await destroy("dev", "--force", "--json");
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.any(String) });
    expect(JSON.parse(stdout)).toMatchObject({
      environment: "dev",
      // Nobody answers for the zone's name servers here.
      records: ["shop.dev.invalid"],
      volumes: [],
      kept: [],
    });
    const steps = [...output.matchAll(/^- .*$/gm)].map(([line]) => line);
    expect(steps).toEqual([
      "- stopping Argo CD from making anything again",
      "- deleting ingresses and load balancers",
      "- waiting for the DNS records of 1 names",
      "- ending the add-ons, and what uses volumes; deleting the volumes",
      "- terraform destroy of dev-platform",
      "- terraform destroy of dev",
      "- looking for what still carries the environment's tags",
    ]);
    for (const stack of ["dev-platform", "dev"])
      expect(await world.terraform(stack, admin).resources()).toEqual([]);
    const { "load balancers": balancers, volumes, clusters, vpcs } = world.inventory();
    // What is left is the other environment's; whether its cluster is there depends on how far Terraform came.
    expect({ balancers, volumes, vpcs }).toEqual({
      balancers: [expect.any(String)],
      volumes: [expect.any(String)],
      vpcs: [expect.any(String)],
    });
    expect(clusters ?? []).not.toContain("acme-dev");
  });

  test("again, there is nothing to destroy", async () => {
    const { exitCode, output } = await destroy("dev", "--force");
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringContaining("nothing to destroy"),
    });
  });

  test("an environment whose outputs name no cluster any more is destroyed to its end", async () => {
    await removeByHand();
    const { exitCode, output } = await destroy("lost", "--force");
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringContaining("lost's outputs name no cluster"),
    });
    expect(world.inventory()).toEqual(bare);
  });

  /** Removes what the controllers of a lost cluster made. */
  async function removeByHand(): Promise<void> {
    const script = `
      for name in $(aws elbv2 describe-load-balancers --query 'LoadBalancers[].LoadBalancerArn' --output text); do
        aws elbv2 delete-load-balancer --load-balancer-arn $name
      done
      for id in $(aws ec2 describe-volumes --query 'Volumes[].VolumeId' --output text); do
        aws ec2 delete-volume --volume-id $id
      done`;
    const environment = { ...world.environment, AWS_DEFAULT_REGION: region };
    const command = { program: "bash", arguments: ["-ec", script], folder: world.folder, environment };
    const { exitCode, output } = await runCommand(command);
    if (exitCode !== 0) throw new Error(output);
  }
}
