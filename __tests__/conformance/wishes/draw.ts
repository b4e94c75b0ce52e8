import fc from "fast-check";
import type { Figures } from "../../../constructs/contract/bounds";
import { subnet } from "../../../constructs/contract/cidr";
import { type LogInput, logSchema } from "../../../constructs/contract/log-settings";
import type { BlockRange } from "./example";

/** A figure that a cloud takes. */
export function figure(figures: Figures): fc.Arbitrary<number> {
  return "minimum" in figures
    ? fc.integer({ min: figures.minimum, max: figures.maximum })
    : fc.constantFrom(...figures);
}

/** A log that is kept for a time that a cloud takes, or not kept. */
export function log(retentionDays: Figures): fc.Arbitrary<LogInput> {
  return fc.oneof(
    fc.constant("off" as const),
    figure(retentionDays)
      .map((days) => ({ retentionDays: days }))
      .filter((settings) => logSchema.safeParse(settings).success),
  );
}

/** A block of any of a range's lengths anywhere within it. */
export function block({ within, shortest, longest }: BlockRange): fc.Arbitrary<string> {
  const length = Number(within.split("/")[1]);
  return fc
    .integer({ min: Math.max(shortest, length), max: longest })
    .chain((own) =>
      fc.integer({ min: 0, max: 2 ** (own - length) - 1 }).map((place) => subnet(within, own, place)),
    );
}

/** One of a word's letters each: short names in lower case. */
export const word = fc.stringMatching(/^[a-z]{1,10}$/);
