// The kinds by which custom resources are checked are those that the pinned charts define.
import { isDeepStrictEqual } from "node:util";
import { pinnedCharts } from "../../constructs/contract/pinned-charts";
import { chartArchive, missingCharts, missingChartsWarning } from "../../scripts/render/charts";
import { kindsOfChart } from "./crds/kinds-of-charts";
import { describeRendered } from "./render/describe-rendered";
import { type ChartKinds, readChartKinds } from "./schema/custom-kinds";

const remedy = "node scripts/run.cjs __tests__/k8s/crds/write.ts";
const written = readChartKinds();

/** The kinds that two lists don't have alike. */
function unlike(some: ChartKinds["kinds"], others: ChartKinds["kinds"]): readonly string[] {
  const names = new Set([...Object.keys(some), ...Object.keys(others)]);
  return [...names].filter((name) => !isDeepStrictEqual(some[name], others[name]));
}

test(`the kinds that are written down are of the pinned versions (${remedy})`, () => {
  const pinned = pinnedCharts.map(({ name, version }) => `${name} ${version}`);
  expect(
    written.map(({ chart, version }) => `${chart} ${version}`).filter((one) => !pinned.includes(one)),
  ).toEqual([]);
});

test("a kind that is missing, and one with another schema, are unlike", () => {
  const issuer = { isNamespaced: true, schema: { type: "object" } };
  const other = { isNamespaced: true, schema: { type: "array" } };
  expect(unlike({ a: issuer, b: issuer }, { a: issuer, b: other, c: issuer })).toEqual(["b", "c"]);
});

if (missingCharts.length > 0) console.warn(`SKIPPED: ${missingChartsWarning()}`);

describeRendered(`the kinds that are written down (${remedy})`, () => {
  for (const chart of pinnedCharts) {
    const { name, version } = chart;
    const testWithArchive = chartArchive(chart) === undefined ? test.skip : test;
    testWithArchive(`are those that ${name} ${version} defines`, () => {
      const kinds = written.find((one) => one.chart === name)?.kinds ?? {};
      expect(unlike(kinds, kindsOfChart(chart).kinds)).toEqual([]);
    });
  }
});
