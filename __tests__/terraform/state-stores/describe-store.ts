// The facts that each store must show, whatever it is made of.
import { patience, World } from "../world";
import { describeUse } from "./describe-use";
import { live, remove, type StoreCase, type StoreLife } from "./store-life";

/** A store, and the ways in which it can be had. */
export interface StoreSuite {
  /** The AWS account of the local cloud that is started for it. */
  readonly awsAccount: string;
  readonly cases: readonly StoreCase[];
  /** Whether the store refuses the state of a holder that lost its lock. */
  readonly fencesWrites: boolean;
  /** What must not be left once everything was destroyed. */
  readonly remains?: (world: World) => Promise<readonly string[]>;
}

/** Lives through every case side by side: the time is the providers' own waiting. */
export function describeStore({ awsAccount, cases, fencesWrites, remains }: StoreSuite): void {
  let world: World;
  let left: readonly string[] = [];
  const lives = new Map<string, StoreLife>();
  beforeAll(async () => {
    world = await World.withCloud(awsAccount);
    await Promise.all(cases.map(async (one) => lives.set(one.name, await live(world, one))));
    await Promise.all(cases.map((one) => remove(world, one)));
    left = (await remains?.(world)) ?? [];
  }, patience);
  afterAll(() => world.close(), patience);

  const lifeOf = (name: string): StoreLife => {
    const life = lives.get(name);
    if (life === undefined) throw new Error(`no life was recorded for ${name}`);
    return life;
  };

  describe.each(cases.map(({ name }) => name))("%s", (name) => {
    test("a second plan is empty", () => {
      expect(lifeOf(name).hasChangesAfterApply).toBe(false);
    });

    test("its destruction is refused", () => {
      const { refusedDestroy } = lifeOf(name);
      expect(refusedDestroy.exitCode).toBe(1);
      expect(refusedDestroy.output).toContain("lifecycle.prevent_destroy");
    });

    describeUse(() => lifeOf(name), fencesWrites);
  });

  test("with its protection lifted first, a destroy leaves nothing", () => {
    expect(left).toEqual([]);
  });
}
