import { type Figures, isAmong } from "../../../constructs/contract/bounds";
import { subnet } from "../../../constructs/contract/cidr";
import type { Changes } from "../../configuration/valid-configuration";
import type { BlockRange } from "./example";
import type { Subject } from "./subject";

/** Another value for a field, as changes of the wish; nothing where the wish has no place for it. */
export type OtherValue = (subject: Subject) => Changes | undefined;

/** The first value of a list that isn't the one that is there. */
export function another<Value>(values: readonly Value[], current: Value | undefined): Value {
  const [found] = values.filter((value) => JSON.stringify(value) !== JSON.stringify(current));
  if (found === undefined) throw new Error(`there is no other value than ${JSON.stringify(current)}`);
  return found;
}

/** The value behind the one that is there, so that each is tried from some other. */
export function nextOf<Value>(values: readonly Value[], current: Value): Value {
  return values[values.indexOf(current) + 1] ?? another(values, current);
}

/** A figure that a cloud takes, or its neighbour where it takes only this one. */
export function anotherFigure(figures: Figures, current: number): number {
  const taken = "minimum" in figures ? [current + 1, current - 1, figures.minimum] : figures;
  return taken.find((figure) => figure !== current && isAmong(figures, figure)) ?? current + 1;
}

/** A block of the same range. */
export function anotherBlock({ within, longest }: BlockRange, current: string | undefined): string {
  return another([subnet(within, longest, 0), subnet(within, longest, 1)], current);
}
