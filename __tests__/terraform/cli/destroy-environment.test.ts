// `hera environment destroy` where controllers made a load balancer and a volume that no Terraform state knows, beside
// what `terraform destroy` alone comes to.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { actingAs } from "../../../scripts/cluster-administrator";
import { type CommandResult, runCommand } from "../../../scripts/commands";
import type { Environment } from "../../../scripts/host";
import { Terraform } from "../../../scripts/terraform";
import { exampleEnvironment, exampleProject } from "../../examples";
import { describeWithPrograms } from "../program-probe";
import { patience } from "../world";
import { account, HeraWorld } from "./hera-world";

jest.setTimeout(patience);

const unprotected = { cluster: { deletionProtection: false } };
const administrator = `arn:aws:iam::${account}:role/admin`;

const accessSchema = z.object({
  clusterEndpoint: z.string(),
  clusterCaCertificate: z.string(),
  authExec: z.object({ command: z.string(), args: z.array(z.string()) }),
});

/** What a team put into its cluster: all of it is made by controllers, outside of Terraform. */
const shop = `
apiVersion: v1
kind: Namespace
metadata: { name: shop }
---
apiVersion: v1
kind: Service
metadata: { name: front, namespace: shop }
spec: { type: LoadBalancer, ports: [{ port: 443 }], selector: { app: front } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: shop }
spec: { rules: [{ host: shop.dev.invalid }] }
---
apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata: { name: volumes }
provisioner: ebs.csi.aws.com
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: data, namespace: shop }
spec:
  serviceName: data
  selector: { matchLabels: { app: data } }
  template: { metadata: { labels: { app: data } }, spec: { containers: [{ name: data, image: "data:1" }] } }
  volumeClaimTemplates:
    - metadata: { name: files }
      spec: { accessModes: [ReadWriteOnce], storageClassName: volumes, resources: { requests: { storage: 1Gi } } }
`;

describeWithPrograms(["aws", "kubectl"], "the end of an environment", () => {
  let world: HeraWorld;
  let admin: Environment;

  beforeAll(async () => {
    world = await HeraWorld.make([
      exampleEnvironment("dev", unprotected),
      exampleEnvironment("lost", unprotected),
    ]);
    await world.describeWhole(exampleProject());
    admin = await actingAs(administrator, world.environment, world.folder);
    for (const stack of ["bootstrap", "dev", "lost"]) {
      await world.terraform(stack).init();
      await world.terraform(stack).apply();
    }
    for (const stack of ["dev", "lost"]) await inCluster(stack, shop);
  }, patience);
  afterAll(() => world.close(), patience);

  /** Has an environment's cluster take a manifest, as its administrator. */
  async function inCluster(stack: string, manifest: string): Promise<void> {
    const { clusterEndpoint, clusterCaCertificate, authExec } = accessSchema.parse(
      await world.terraform(stack).output(),
    );
    const exec = {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      interactiveMode: "Never",
      ...authExec,
    };
    const cluster = { server: clusterEndpoint, "certificate-authority-data": clusterCaCertificate };
    const kubeconfig = {
      apiVersion: "v1",
      kind: "Config",
      clusters: [{ name: stack, cluster }],
      users: [{ name: stack, user: { exec } }],
      contexts: [{ name: stack, context: { cluster: stack, user: stack } }],
      "current-context": stack,
    };
    const files = {
      kubeconfig: path.join(world.folder, "kubeconfig"),
      manifest: path.join(world.folder, "manifest"),
    };
    writeFileSync(files.kubeconfig, JSON.stringify(kubeconfig));
    writeFileSync(files.manifest, manifest);
    const { exitCode, output } = await runCommand({
      program: "kubectl",
      arguments: [`--kubeconfig=${files.kubeconfig}`, "apply", `--filename=${files.manifest}`],
      folder: world.folder,
      environment: admin,
    });
    if (exitCode !== 0) throw new Error(output);
  }

  const hera = (...words: readonly string[]): Promise<CommandResult> => world.heraIn(admin, ...words);

  test("controllers have made a load balancer and a volume for each environment", () => {
    const inventory = world.inventory();
    expect(inventory["load balancers"]).toHaveLength(2);
    expect(inventory.volumes).toHaveLength(2);
  });

  test("terraform destroy alone leaves them, and waits for the network that they are in", async () => {
    const lines: string[] = [];
    const folder = path.join(world.folder, "cdktf.out", "stacks", "lost");
    const onLine = (line: string): number => lines.push(line);
    const destroy = new Terraform(folder, world.environment, { onLine, ownProcessGroup: true });
    const running = destroy.start("destroy", "-auto-approve");
    // Its provider asks again for twenty minutes; by then everything else has been gone for long.
    while (!lines.some((line) => /aws_subnet.*Still destroying.*30s elapsed/.test(line))) {
      if (lines.some((line) => /^(Error|Destroy complete)/.test(line))) throw new Error(lines.join("\n"));
      await wait(200);
    }
    await running.end();
    const { "load balancers": balancers, volumes, vpcs } = world.inventory();
    expect([balancers, volumes, vpcs].map((found) => found?.length)).toEqual([2, 2, 2]);
  });

  test("a dry run says what would go, and changes nothing", async () => {
    const { exitCode, output } = await hera("environment", "destroy", "dev", "--dry-run");
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringContaining("resources of dev"),
    });
    expect(world.inventory()["load balancers"]).toHaveLength(2);
  });

  test("nothing goes without a confirmation", async () => {
    expect(await hera("environment", "destroy", "dev")).toMatchObject({ exitCode: 5 });
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

  test("the command removes all of it, in the order in which that is possible", async () => {
    const { exitCode, output, stdout } = await hera("environment", "destroy", "dev", "--force", "--json");
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.any(String) });
    expect(JSON.parse(stdout)).toMatchObject({ environment: "dev", records: [], volumes: [], kept: [] });
    const steps = [...output.matchAll(/^- .*$/gm)].map(([line]) => line);
    expect(steps).toEqual([
      "- stopping Argo CD from making anything again",
      "- deleting ingresses and load balancers",
      "- waiting for the DNS records of 1 names",
      "- ending the add-ons, and what uses volumes; deleting the volumes",
      "- terraform destroy of dev",
      "- looking for what still carries the environment's tags",
    ]);
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
    const { exitCode, output } = await hera("environment", "destroy", "dev", "--force");
    expect({ exitCode, output }).toEqual({
      exitCode: 0,
      output: expect.stringContaining("nothing to destroy"),
    });
  });
});
