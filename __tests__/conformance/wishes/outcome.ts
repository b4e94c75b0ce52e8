import { ConfigurationError, type Problem } from "../../../constructs/contract/problem";
import { type Changes, changed } from "../../configuration/valid-configuration";
import { type ReadWish, read, type Wish } from "./wish";

/** What becomes of a wish that was changed in one field. */
export type Outcome =
  | { readonly is: "read"; readonly read: ReadWish }
  | { readonly is: "refused" }
  | { readonly is: "refused for something else"; readonly problems: readonly Problem[] };

/** Changes a wish in a field, and reads it anew. */
export function outcomeOf(wish: Wish, field: string, changes: Changes): Outcome {
  const other = changed(wish, changes);
  try {
    return { is: "read", read: read(other) };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const { problems } = error;
    const isNamed = problems.some(({ path }) => isAbout(field, path, other.environment.name));
    return isNamed ? { is: "refused" } : { is: "refused for something else", problems };
  }
}

/** Whether a problem's path is that of a field, of a part of it, or of the part of the contract that it is in. */
export function isAbout(field: string, problemPath: string, environmentName: string): boolean {
  const [first, ...rest] = problemPath.split(".");
  const told = [first === environmentName ? "environment" : first, ...rest];
  const wanted = field.split(".");
  return (
    told.length >= Math.min(wanted.length, 3) &&
    wanted.slice(0, told.length).every((segment, place) => segment === "*" || segment === told[place])
  );
}
