// The facts that each store must show of a stack that keeps its state there, whoever made the store.
import { contendedWord } from "../contended-stack";
import type { BackendUse } from "./store-life";

/** What was seen must be so. `fencesWrites` is whether the store refuses the state of a holder that lost its lock. */
export function describeUse(use: () => BackendUse, fencesWrites: boolean): void {
  test("of two applies at once one is refused, and told who holds the lock", () => {
    const { holder, contender } = use();
    expect(holder.exitCode).toBe(0);
    expect(contender.exitCode).toBe(1);
    expect(contender.output).toContain("Error acquiring the state lock");
    expect(contender.output).toMatch(/Operation: OperationTypeApply/);
    expect(contender.output).toMatch(/Who: +\S+@\S+/);
  });

  test("the holder's work is in the state", () => {
    expect(use().hasChangesAfterContention).toBe(false);
  });

  test("a plan that takes no lock is not held up", () => {
    expect(use().planWithoutLock.exitCode).toBe(0);
  });

  test("a lock is not freed by another id than its own", () => {
    expect(use().wrongUnlock.exitCode).toBe(1);
  });

  test("a killed apply's lock stays until it is freed by its id", () => {
    const { afterKill, unlock, afterUnlock } = use();
    expect(afterKill.exitCode).toBe(1);
    expect(afterKill.output).toContain("Error acquiring the state lock");
    expect(unlock.exitCode).toBe(0);
    expect(afterUnlock.exitCode).toBe(0);
  });

  test(`a holder that lost its lock is told so, and its state is ${fencesWrites ? "refused" : "written all the same"}`, () => {
    const { robbedHolder } = use();
    expect(robbedHolder.exitCode).toBe(1);
    if (fencesWrites) expect(robbedHolder.output).toContain("Failed to save state");
    else expect(robbedHolder.output).toContain("Error releasing the state lock");
    expect(robbedHolder.output.includes("Failed to save state")).toBe(fencesWrites);
  });

  test("the -backend-config file and the remote state lead to the same state", () => {
    const { lineage, lineageByBackendConfig, remoteOutput } = use();
    expect(lineage).toMatch(/^[0-9a-f-]{36}$/);
    expect(lineageByBackendConfig).toBe(lineage);
    expect(remoteOutput).toBe(contendedWord);
  });
}
