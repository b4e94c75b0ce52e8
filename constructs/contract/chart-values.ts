import type { FeatureName } from "./feature";

/** Values of a Helm chart, nested as in its `values.yaml`. */
export type ChartValues = Readonly<Record<string, unknown>>;

/** What the charts of some features get. */
export type ValuesByFeature = Readonly<Partial<Record<FeatureName, ChartValues>>>;

/** Values at a path with dots: `at("a.b", 1)` is `{ a: { b: 1 } }`. */
export function at(path: string, value: unknown): ChartValues {
  const [last = "", ...parents] = path.split(".").reverse();
  return parents.reduce<ChartValues>((inner, key) => ({ [key]: inner }), { [last]: value });
}

/** Several values in one; where two say something of one key, the later one holds, as with Helm's files of values. */
export function merged(...all: readonly (ChartValues | undefined)[]): ChartValues {
  return all.reduce<ChartValues>((sum, values) => mergedPair(sum, values ?? {}), {});
}

function mergedPair(one: ChartValues, other: ChartValues): ChartValues {
  const changed = Object.entries(other).map(([key, value]) => {
    const before = one[key];
    return [key, isNested(before) && isNested(value) ? mergedPair(before, value) : value] as const;
  });
  return { ...one, ...Object.fromEntries(changed) };
}

function isNested(value: unknown): value is ChartValues {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
