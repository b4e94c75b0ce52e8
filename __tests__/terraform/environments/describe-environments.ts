// Phase two on the local cloud: dev and prod side by side on one cloud, made, planned empty, changed in place,
// destroyed, and dev made once more. The facts are the same on every cloud.
import type { CloudAccountInput, CloudName, ProjectInput } from "../../../constructs/contract/project";
import type { StateStoreName } from "../../../constructs/contract/state-backend";
import { dev as devAnywhere } from "../../../envs/dev";
import { prod as prodAnywhere } from "../../../envs/prod";
import { project as ownProject } from "../../../envs/project";
import type { CommandResult } from "../../../scripts/commands";
import { type Inventory, World } from "../world";
import { destroyTwice, type EnvironmentLife, live, removeProtected } from "./environment-life";

/** A cloud that environments are made on. */
export interface EnvironmentsSuite {
  readonly cloud: CloudName;
  /** Where their state is; not always the cloud's own store, so that they are seen to mix. */
  readonly store: StateStoreName;
  /** What the cloud's account in envs/project.ts doesn't say, and the test needs. */
  readonly account?: Partial<CloudAccountInput>;
  /** All that exists in the account, by kind, asked of the local cloud itself. */
  readonly inventory: (world: World) => Inventory;
  /** What exists before the environments, by kind: the state's place. */
  readonly startsWith: readonly string[];
  /** What the cloud keeps of an environment that was destroyed, by kind, as the real one does. */
  readonly keeps: readonly string[];
  /** A resource that the further pool is made of. */
  readonly furtherPool: string;
  /**
   * What dev's further zone adds or changes, by the beginnings of addresses, and how many of it; where a further pool
   * changes the same, by a text that comes into it with the zone.
   */
  readonly furtherZone: { readonly address: RegExp; readonly text?: string; readonly count: number };
  readonly kubeconfigCommand: (name: string, environment: World["environment"]) => string;
  /** What of a workload's identity is the same for all. */
  readonly identity: { readonly annotations: unknown; readonly podLabels: unknown };
  /** What of Terraform's variables no state may have, line by line; undefined where there are none. */
  readonly secrets?: (environment: World["environment"]) => readonly string[];
  /** What must hold of each environment's state besides, by its sentence. */
  readonly ofState?: Readonly<Record<string, (state: string) => void>>;
  /** How the cloud or Terraform refuses to destroy what is protected. */
  readonly refusal: string;
}

/** A cluster's making, growing, ending and making again is a chain of the provider's own waits. */
const patience = 40 * 60_000;

/** Lives dev and prod through. */
export function describeEnvironments(suite: EnvironmentsSuite): void {
  const { cloud, store, inventory } = suite;
  const own = ownProject.clouds[cloud];
  if (own === undefined) throw new Error(`envs/project.ts has no account on ${cloud}`);
  const project: ProjectInput = {
    ...ownProject,
    stateBackend: { store },
    clouds: { ...ownProject.clouds, [cloud]: { ...own, ...suite.account } },
  };
  const [dev, prod] = [
    { ...devAnywhere, cloud },
    { ...prodAnywhere, cloud },
  ];
  let world: World;
  let devLife: EnvironmentLife;
  let prodLife: EnvironmentLife;
  let before: Inventory;
  let after: Inventory;
  let refused: CommandResult;
  let hasChangesAfterMorning: boolean;
  let hasBootstrapChanges: boolean;

  beforeAll(async () => {
    world = await World.withCloud(ownProject.clouds.aws?.account ?? "123456789012");
    const bootstrap = world.terraform(world.synthesize("bootstrap", project), "bootstrap");
    await bootstrap.init();
    await bootstrap.apply();
    before = inventory(world);
    [devLife, prodLife] = await Promise.all([live(world, project, dev), live(world, project, prod)]);
    [refused, { hasChangesAfterMorning }] = await Promise.all([
      removeProtected(world, project, prod),
      destroyTwice(world, project, dev),
    ]);
    after = inventory(world);
    world.synthesize("bootstrap", project, [dev, prod]);
    ({ hasChanges: hasBootstrapChanges } = await bootstrap.plan());
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
        kubeconfigCommand: suite.kubeconfigCommand(name, world.environment),
      });
    });

    test("a workload's identity has a name on the cloud", () => {
      expect(life().grownOutputs.workloadIdentities).toEqual({
        worker: { principal: expect.stringMatching(/./), ...suite.identity },
      });
    });

    test("a further zone, a further pool and an identity replace and remove nothing", () => {
      const { growth } = life();
      expect(growth.filter(({ actions }) => !["create", "update"].includes(actions.join()))).toEqual([]);
      expect(growth.map(({ address }) => address)).toContain(suite.furtherPool);
      expect(life().hasChangesAfterGrowth).toBe(false);
    });

    test("another environment changes nothing of it", () => {
      expect(life().hasChangesBesideAnother).toBe(false);
    });

    for (const [fact, holds] of Object.entries(suite.ofState ?? {})) {
      test(fact, () => {
        holds(life().state);
      });
    }
  });

  const { secrets } = suite;
  if (secrets !== undefined) {
    test.each([
      ["dev", () => devLife],
      ["prod", () => prodLife],
    ] as const)("the state of %s has none of the secrets", (name, life) => {
      const { state } = life();
      expect(state).toContain(`"hera-${name}"`);
      const all = secrets(world.environment);
      expect(all.length).toBeGreaterThan(0);
      expect(all.filter((secret) => state.includes(secret))).toEqual([]);
    });
  }

  test("environments leave the state backend that they are added to as it is", () => {
    expect(hasBootstrapChanges).toBe(false);
  });

  test("only the growth of dev has a zone to add", () => {
    const { address, text = "", count } = suite.furtherZone;
    const isNew = (before: string, after: string) =>
      text === "" || (after.includes(text) && !before.includes(text));
    const ofZone = ({ growth }: EnvironmentLife) =>
      growth.filter((one) => address.test(one.address) && isNew(one.before, one.after));
    expect(ofZone(devLife)).toHaveLength(count);
    expect(ofZone(prodLife)).toHaveLength(0);
  });

  test("prod's destruction is refused while it is protected", () => {
    expect(refused.exitCode).toBe(1);
    expect(refused.output).toContain(suite.refusal);
  });

  test("dev comes back in the morning, and then a plan is empty", () => {
    expect(hasChangesAfterMorning).toBe(false);
  });

  test("destroying both leaves what bootstrap made, what the cloud keeps, and nothing else", () => {
    const others = ([kind]: readonly [string, unknown]) => !suite.keeps.includes(kind);
    expect(Object.fromEntries(Object.entries(after).filter(others))).toEqual(
      Object.fromEntries(Object.entries(before).filter(others)),
    );
    expect(Object.keys(before)).toEqual(suite.startsWith);
  });
}
