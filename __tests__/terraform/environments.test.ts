// Phase two on the local cloud: dev and prod side by side, made, planned empty, changed in place, and destroyed.
import type { EnvironmentInput } from "../../constructs/contract/environment";
import { dev } from "../../envs/dev";
import { prod } from "../../envs/prod";
import { project } from "../../envs/project";
import type { CommandResult } from "../../scripts/commands";
import { type ChangedResource, changedResources } from "./plan-changes";
import { type Inventory, patience, World } from "./world";

const account = "123456789012";
const region = "eu-central-1";

interface Life {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly hasChangesAfterApply: boolean;
  readonly growth: readonly ChangedResource[];
  readonly hasChangesAfterGrowth: boolean;
}

/** The environment with one more zone, where the project has one, and one more pool. */
function grown(environment: EnvironmentInput): EnvironmentInput {
  const { kubernetesCluster } = environment;
  const pool = {
    name: "further",
    role: "workload",
    size: "small",
    minNodes: 1,
    maxNodes: 2,
    zones: [1],
  } as const;
  return {
    ...environment,
    zones: 3,
    kubernetesCluster: { ...kubernetesCluster, nodePools: [...kubernetesCluster.nodePools, pool] },
  };
}

function unprotected(environment: EnvironmentInput): EnvironmentInput {
  return {
    ...environment,
    kubernetesCluster: { ...environment.kubernetesCluster, deletionProtection: false },
  };
}

async function live(world: World, environment: EnvironmentInput): Promise<Life> {
  const { name } = environment;
  const terraform = world.terraform(world.synthesize(name, project, [environment]), name);
  await terraform.init();
  await terraform.apply();
  const outputs = await terraform.output();
  const plan = await terraform.plan();

  world.synthesize(name, project, [grown(environment)]);
  await terraform.plan("-out=growth.tfplan");
  const growth = changedResources(await terraform.show("growth.tfplan"));
  await terraform.apply("growth.tfplan");
  const planAfterGrowth = await terraform.plan();
  return {
    outputs,
    hasChangesAfterApply: plan.hasChanges,
    growth,
    hasChangesAfterGrowth: planAfterGrowth.hasChanges,
  };
}

let world: World;
let devLife: Life;
let prodLife: Life;
let inventoryBefore: Inventory;
let inventoryAfter: Inventory;
let protectedDestroy: CommandResult;

beforeAll(async () => {
  world = await World.withCloud(account);
  const bootstrap = world.terraform(world.synthesize("bootstrap", project), "bootstrap");
  await bootstrap.init();
  await bootstrap.apply();
  inventoryBefore = world.inventory(region);

  [devLife, prodLife] = await Promise.all([live(world, dev), live(world, prod)]);

  const prodFolder = world.synthesize("prod", project, [grown(prod)]);
  protectedDestroy = await world
    .terraform(prodFolder, "prod")
    .run("destroy", "-auto-approve", "-input=false");
  const lifted = world.synthesize("prod", project, [unprotected(grown(prod))]);
  const devFolder = world.synthesize("dev", project, [grown(dev)]);
  await Promise.all([world.terraform(lifted, "prod").destroy(), world.terraform(devFolder, "dev").destroy()]);
  inventoryAfter = world.inventory(region);
}, patience);
afterAll(() => world.close(), patience);

describe.each([
  ["dev", () => devLife],
  ["prod", () => prodLife],
] as const)("%s", (name, life) => {
  test("a second plan is empty", () => {
    expect(life().hasChangesAfterApply).toBe(false);
  });

  test("its outputs lead to the cluster", () => {
    expect(life().outputs).toMatchObject({
      clusterName: `hera-${name}`,
      clusterEndpoint: expect.stringMatching(/^https:/),
      kubeconfigCommand: `aws eks update-kubeconfig --name hera-${name} --region ${region}`,
    });
  });

  test("a further zone and a further pool replace and remove nothing", () => {
    const { growth } = life();
    expect(growth.filter(({ actions }) => !["create", "update"].includes(actions.join()))).toEqual([]);
    expect(growth.map(({ address }) => address)).toContain(
      "aws_eks_node_group.cluster_pool-further_node-group-eu-central-1a",
    );
    expect(life().hasChangesAfterGrowth).toBe(false);
  });
});

test("only the growth of dev has a zone to add", () => {
  const subnets = ({ growth }: Life) => growth.filter(({ address }) => address.startsWith("aws_subnet."));
  expect(subnets(devLife)).toHaveLength(3);
  expect(subnets(prodLife)).toHaveLength(0);
});

test("prod's destruction is refused while it is protected", () => {
  expect(protectedDestroy.exitCode).toBe(1);
  expect(protectedDestroy.output).toContain("lifecycle.prevent_destroy");
});

test("destroying both leaves what bootstrap made, and nothing else", () => {
  expect(inventoryAfter).toEqual(inventoryBefore);
  expect(Object.keys(inventoryBefore)).toEqual(["buckets"]);
});
