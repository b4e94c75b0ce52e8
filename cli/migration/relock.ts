import { CommandError } from "../command-error";
import { Steps } from "../steps";
import type { LockingChange } from "../stores/s3-locking";
import type { Surroundings } from "../surroundings";
import { withLock } from "../with-lock";

/**
 * Goes from one locking to another while the state stays where it is: under the locks of both ways, so that neither
 * a run of the old nor one of the new is at work, the lock table is brought in line with the state.
 */
export function relock(
  { source, furtherLocks, settleDigest }: LockingChange,
  surroundings: Surroundings,
): Promise<void> {
  const steps = new Steps(surroundings);
  const operation = "hera state migrate";
  return steps.step(`locking ${source.place} in both ways`, () =>
    withLock(source, operation, surroundings, () =>
      withLock(furtherLocks, operation, surroundings, () =>
        steps.step("bringing the lock table's digest in line with the state", async () => {
          const content = await source.read();
          if (content === undefined) {
            throw new CommandError(
              "refused",
              `there is no state at ${source.place}`,
              "if there never was one, there is nothing to migrate",
            );
          }
          await settleDigest(content);
        }),
      ),
    ),
  );
}
