// `hera environment destroy` of an environment without a platform, in whose cluster a team has made a load balancer and a
// volume that no Terraform state knows.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { clusterAccessSchema, withKubectl } from "../../../cli/environment/kubectl";
import { signedInAs } from "../../../scripts/cluster-administrator";
import type { Environment } from "../../../scripts/host";
import { exampleEnvironment, exampleProject } from "../../examples";
import { describeWithPrograms } from "../program-probe";
import { type Inventory, patience } from "../world";
import { account, HeraWorld } from "./hera-world";
import { shop } from "./shop";

jest.setTimeout(patience);

const administrator = { cloud: "aws", principal: `arn:aws:iam::${account}:role/admin` } as const;

describeWithPrograms(["aws", "kubectl"], "the end of an environment without a platform", () => {
  let world: HeraWorld;
  let admin: Environment;
  let bare: Inventory;

  beforeAll(async () => {
    world = await HeraWorld.make([exampleEnvironment("dev", { cluster: { deletionProtection: false } })]);
    await world.describeWhole(exampleProject());
    admin = await signedInAs(administrator, world.environment, world.folder);
    await deploy("bootstrap");
    bare = world.inventory();
    await deploy("dev");
    const access = clusterAccessSchema.parse(await world.terraform("dev").output());
    const file = path.join(world.folder, "shop.yaml");
    writeFileSync(file, shop);
    await withKubectl(access, { environment: admin }, (kubectl) =>
      kubectl.expect("apply", `--filename=${file}`),
    );
  }, patience);
  afterAll(() => world.close(), patience);

  async function deploy(stack: string): Promise<void> {
    await world.terraform(stack).init();
    await world.terraform(stack).apply();
  }

  test("controllers have made a load balancer and a volume", () => {
    const { "load balancers": balancers, volumes } = world.inventory();
    expect([balancers, volumes].map((found) => found?.length)).toEqual([1, 1]);
  });

  test("they go before the network that they are in, and nothing is left", async () => {
    const { exitCode, output } = await world.heraIn(admin, "environment", "destroy", "dev", "--force");
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: expect.any(String) });
    expect([...output.matchAll(/^- .*$/gm)].map(([line]) => line)).toEqual([
      "- stopping Argo CD from making anything again",
      "- deleting ingresses and load balancers",
      "- waiting for the DNS records of 1 names",
      "- ending the add-ons, and what uses volumes; deleting the volumes",
      "- terraform destroy of dev",
      "- looking for what still carries the environment's tags",
    ]);
    expect(world.inventory()).toEqual(bare);
  });
});
