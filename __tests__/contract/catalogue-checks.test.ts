import { addOns } from "../../constructs/contract/add-ons";
import { type Catalogue, catalogueProblems } from "../../constructs/contract/catalogue-checks";
import { longestIdentityName } from "../../constructs/contract/workload-identity";

const chart = { repoUrl: "https://charts.example.com", name: "chart", version: "1.2.3" };

/** What is wrong with a catalogue: the paths, and what is told there. */
function told(catalogue: Catalogue): readonly string[] {
  return catalogueProblems(catalogue).map(({ path, problem }) => `${path} ${problem}`);
}

function addOn(namespace: string, needs: readonly string[] = []): Catalogue[string] {
  return { namespace, needs, chart };
}

test("the platform's own catalogue is sound", () => {
  expect(told(addOns)).toEqual([]);
});

test("two add-ons can't share a namespace, and none has Argo CD's", () => {
  expect(told({ a: addOn("shared"), b: addOn("shared"), c: addOn("argocd") })).toEqual([
    "addOns.a.namespace is the namespace of b, too",
    "addOns.b.namespace is the namespace of a, too",
    "addOns.c.namespace is the namespace of Argo CD, too",
  ]);
});

test.each(["1.2", "^1.2.3", "~1.2.3", "1.x", "1.2.*", ">=1.2.3", "latest", ""])(
  "a chart's version isn't %j",
  (version) => {
    expect(told({ a: { ...addOn("a"), chart: { ...chart, version } } })).toEqual([
      "addOns.a.chart.version of the chart chart isn't exact, so that a new release would change clusters by itself",
    ]);
  },
);

test.each(["1.2.3", "v1.2.3", "0.1.0-rc.1", "1.2.3+build"])("a chart's version may be %j", (version) => {
  expect(told({ a: { ...addOn("a"), chart: { ...chart, version } } })).toEqual([]);
});

test("each cloud's chart has an exact version", () => {
  const charts = { aws: chart, gcp: { ...chart, version: "2" } };
  expect(told({ a: { ...addOn("a"), chart: charts } })).toHaveLength(1);
});

test("needs are add-ons, and the one that was meant is told", () => {
  const [problem, ...others] = catalogueProblems({
    "cert-manager": addOn("a"),
    b: addOn("b", ["cert-manger"]),
  });
  expect(others).toEqual([]);
  expect(problem).toMatchObject({ path: "addOns.b.needs", mend: 'did you mean "cert-manager"?' });
});

test("needs don't go round in a circle", () => {
  const circle = { a: addOn("a", ["b"]), b: addOn("b", ["c"]), c: addOn("c", ["a"]), d: addOn("d", ["a"]) };
  expect(told(circle)).toEqual([
    "addOns.a.needs leads back to it: a → b → c → a",
    "addOns.b.needs leads back to it: b → c → a → b",
    "addOns.c.needs leads back to it: c → a → b → c",
  ]);
  expect(told({ a: addOn("a", ["a"]) })).toEqual(["addOns.a.needs leads back to it: a → a"]);
});

test("an add-on with an identity has a name that fits one", () => {
  const identity = { serviceAccount: "a", permissions: [] };
  const name = "a".repeat(longestIdentityName);
  expect(told({ [name]: { ...addOn("a"), identity } })).toEqual([]);
  expect(told({ [`${name}a`]: { ...addOn("a"), identity } })).toEqual([
    `addOns.${name}a.identity is too long for an identity's name by 1`,
  ]);
  expect(told({ [`${name}a`]: addOn("a") })).toEqual([]);
});
