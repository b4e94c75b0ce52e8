import { tableLines } from "../table";
import { faults } from "./faults";
import type { TrialOutcome } from "./trial";

const head = [
  "fault",
  "trials",
  "created",
  "in state",
  "errored.tfstate",
  "orphans named",
  "locks left",
  "lost",
] as const;

/** A row for each fault, counted over its trials, and one for all of them. */
export function outcomeTable(outcomes: readonly TrialOutcome[]): readonly string[] {
  const rows = faults
    .map(({ name }) => ({ name, own: outcomes.filter(({ fault }) => fault === name) }))
    .filter(({ own }) => own.length > 0)
    .map(({ name, own }) => row(name, own));
  return tableLines([head, ...rows, row("all", outcomes)]);
}

function row(name: string, outcomes: readonly TrialOutcome[]): readonly (string | number)[] {
  const sum = (count: (outcome: TrialOutcome) => number): number =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0);
  return [
    name,
    outcomes.length,
    sum(({ created }) => created),
    sum(({ inState }) => inState),
    sum(({ inErroredState }) => inErroredState),
    sum(({ orphans }) => orphans),
    sum(({ wasLocked }) => (wasLocked ? 1 : 0)),
    sum(({ losses }) => losses.length),
  ];
}
