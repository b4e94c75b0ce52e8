// The facts that each store must show, whatever it is made of.
import { contendedWord } from "../contended-stack";
import { patience, World } from "../world";
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

    test("of two applies at once one is refused, and told who holds the lock", () => {
      const { holder, contender } = lifeOf(name);
      expect(holder.exitCode).toBe(0);
      expect(contender.exitCode).toBe(1);
      expect(contender.output).toContain("Error acquiring the state lock");
      expect(contender.output).toMatch(/Operation: OperationTypeApply/);
      expect(contender.output).toMatch(/Who: +\S+@\S+/);
    });

    test("the holder's work is in the state", () => {
      expect(lifeOf(name).hasChangesAfterContention).toBe(false);
    });

    test("a plan that takes no lock is not held up", () => {
      expect(lifeOf(name).planWithoutLock.exitCode).toBe(0);
    });

    test("a lock is not freed by another id than its own", () => {
      expect(lifeOf(name).wrongUnlock.exitCode).toBe(1);
    });

    test("a killed apply's lock stays until it is freed by its id", () => {
      const { afterKill, unlock, afterUnlock } = lifeOf(name);
      expect(afterKill.exitCode).toBe(1);
      expect(afterKill.output).toContain("Error acquiring the state lock");
      expect(unlock.exitCode).toBe(0);
      expect(afterUnlock.exitCode).toBe(0);
    });

    test(`a holder that lost its lock is told so, and its state is ${fencesWrites ? "refused" : "written all the same"}`, () => {
      const { robbedHolder } = lifeOf(name);
      expect(robbedHolder.exitCode).toBe(1);
      if (fencesWrites) expect(robbedHolder.output).toContain("Failed to save state");
      else expect(robbedHolder.output).toContain("Error releasing the state lock");
      expect(robbedHolder.output.includes("Failed to save state")).toBe(fencesWrites);
    });

    test("the -backend-config file and the remote state lead to the same state", () => {
      const { lineage, lineageByBackendConfig, remoteOutput } = lifeOf(name);
      expect(lineage).toMatch(/^[0-9a-f-]{36}$/);
      expect(lineageByBackendConfig).toBe(lineage);
      expect(remoteOutput).toBe(contendedWord);
    });
  });

  test("with its protection lifted first, a destroy leaves nothing", () => {
    expect(left).toEqual([]);
  });
}
