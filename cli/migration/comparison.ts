import { CommandError } from "../command-error";
import { stateDifference } from "../state-difference";
import { parseState, type StateFile } from "../state-file";

/** What stands at the target of a migration. */
export type TargetSituation =
  /** Nothing, or a state with nothing in it. */
  | "free"
  /** An earlier state of the same lineage: it was here before. */
  | "older"
  /** What is to be moved: an earlier run got this far. */
  | "moved";

/**
 * Compares the two ends of a migration.
 *
 * @throws CommandError where the target holds what must not be replaced.
 */
export function judgeTarget(
  source: StateFile,
  sourceContent: Buffer,
  targetContent: Buffer | undefined,
  targetPlace: string,
): TargetSituation {
  if (targetContent === undefined) return "free";
  const target = parseState(targetContent);
  const refuse = (problem: string, next: string): CommandError =>
    new CommandError("refused", `${targetPlace} is not empty: ${problem}`, next);
  if (target === undefined)
    throw refuse("it holds something that is no state", "look what it is, and move it away");
  if (targetContent.equals(sourceContent)) return "moved";
  if (target.isEmpty) return "free";
  if (target.lineage !== source.lineage) {
    throw refuse(
      `its state has the lineage ${target.lineage}, and the one to move ${source.lineage}: it is another stack's`,
      "choose another target, or look whose it is",
    );
  }
  if (target.serial < source.serial) return "older";
  throw refuse(
    `its state has serial ${target.serial}, and the one to move ${source.serial}`,
    "find out which of the two is the right one; if it is the target's, there is nothing to migrate: run `terraform init -reconfigure`",
  );
}

/** @throws CommandError where what was read back is not what was moved: lineage, serial, and every resource. */
export function assertArrived(source: StateFile, arrived: Buffer | undefined, place: string): void {
  const target = arrived === undefined ? undefined : parseState(arrived);
  const { added, removed, changed } = stateDifference(source, target);
  const differing = [...added, ...removed, ...changed];
  if (target?.lineage === source.lineage && target.serial === source.serial && differing.length === 0) return;
  throw new CommandError(
    "failed",
    `${place} doesn't hold what was written${differing.length > 0 ? `: ${differing.join(", ")}` : ""}`,
    "keep using the source, which is unchanged, and run the command again",
  );
}
