import type { AddOn, Chart } from "./add-on";
import { argoCdNamespace } from "./charts";
import type { Problem } from "./problem";
import { nearest } from "./shape";
import { longestIdentityName } from "./workload-identity";

/** An add-on of a catalogue that nobody has checked. */
export type UncheckedAddOn = Pick<AddOn, "namespace" | "chart" | "identity"> & {
  readonly needs: readonly string[];
};

/** A catalogue of add-ons by their names. */
export type Catalogue = Readonly<Record<string, UncheckedAddOn>>;

const file = "constructs/contract/add-ons.ts";

/** Everything that is wrong with a catalogue of add-ons. */
export function catalogueProblems(catalogue: Catalogue): Problem[] {
  return Object.entries(catalogue).flatMap(([name, addOn]) => [
    ...namespaceProblems(name, addOn, catalogue),
    ...chartsOf(addOn).flatMap((chart) => versionProblems(name, chart)),
    ...needProblems(name, addOn, catalogue),
    ...identityNameProblems(name, addOn),
  ]);
}

function namespaceProblems(name: string, { namespace }: UncheckedAddOn, catalogue: Catalogue): Problem[] {
  const others = Object.entries(catalogue).filter(([other]) => other !== name);
  const [owner] = others.find(([, other]) => other.namespace === namespace) ?? [];
  const taken = namespace === argoCdNamespace ? "Argo CD" : owner;
  if (taken === undefined) return [];
  return [
    {
      path: `addOns.${name}.namespace`,
      value: namespace,
      problem: `is the namespace of ${taken}, too`,
      allowed: "a namespace of its own for each add-on",
      mend: `change one of the two in ${file}`,
    },
  ];
}

function chartsOf({ chart }: UncheckedAddOn): readonly Chart[] {
  if (chart === undefined) return [];
  return "repoUrl" in chart ? [chart] : Object.values(chart).filter((one) => one !== undefined);
}

/** https://semver.org, with the "v" that some charts put before it. */
const exactVersion = /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/;

function versionProblems(name: string, chart: Chart): Problem[] {
  if (exactVersion.test(chart.version)) return [];
  return [
    {
      path: `addOns.${name}.chart.version`,
      value: chart.version,
      problem: `of the chart ${chart.name} isn't exact, so that a new release would change clusters by itself`,
      allowed: 'a whole version, such as "1.2.3"',
      mend: "name the version in constructs/contract/charts.ts",
    },
  ];
}

function needProblems(name: string, { needs }: UncheckedAddOn, catalogue: Catalogue): Problem[] {
  const names = Object.keys(catalogue);
  const unknown = needs
    .filter((need) => !names.includes(need))
    .map((need) => ({
      path: `addOns.${name}.needs`,
      value: need,
      problem: "is no add-on",
      allowed: names.join(", "),
      mend: nearest(need, names, `remove it in ${file}`),
    }));
  const circle = circleFrom(name, catalogue);
  if (circle === undefined) return unknown;
  return [
    ...unknown,
    {
      path: `addOns.${name}.needs`,
      value: needs,
      problem: `leads back to it: ${circle.join(" → ")}`,
      allowed: "needs that end",
      mend: `remove one of them in ${file}`,
    },
  ];
}

/** The way by which an add-on needs itself; undefined where none does. */
function circleFrom(name: string, catalogue: Catalogue): readonly string[] | undefined {
  return waysFrom([name], catalogue).find((way) => way.length > 1 && way.at(-1) === name);
}

/** All ways along needs, each as far as it comes upon nothing twice. */
function waysFrom(way: readonly string[], catalogue: Catalogue): readonly (readonly string[])[] {
  const last = way.at(-1) ?? "";
  const further = (catalogue[last]?.needs ?? []).flatMap((need) =>
    way.includes(need) ? [[...way, need]] : waysFrom([...way, need], catalogue),
  );
  return [way, ...further];
}

/** The identity has the add-on's name. */
function identityNameProblems(name: string, { identity }: UncheckedAddOn): Problem[] {
  if (identity === undefined || name.length <= longestIdentityName) return [];
  return [
    {
      path: `addOns.${name}.identity`,
      value: name,
      problem: `is too long for an identity's name by ${name.length - longestIdentityName}`,
      allowed: `${longestIdentityName} characters`,
      mend: `shorten the feature's name in constructs/contract/feature.ts`,
    },
  ];
}
