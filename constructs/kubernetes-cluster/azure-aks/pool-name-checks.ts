import type { NodePoolSettings } from "../../contract/node-pool";
import type { Problem } from "../../contract/problem";
import { longestPoolLetters, poolLetters } from "./names";

/** What is wrong with pools' names for AKS, which takes letters and digits, few of them. */
export function poolNameProblems(pools: readonly NodePoolSettings[], path: string): Problem[] {
  const names = [...new Set(pools.map(({ name }) => name))];
  return names.flatMap((name, place) => [
    ...longNames(name, `${path}.${name}.name`),
    ...sameNames(name, names.slice(0, place), `${path}.${name}.name`),
  ]);
}

function longNames(name: string, path: string): Problem[] {
  const excess = poolLetters(name).length - longestPoolLetters;
  if (excess <= 0) return [];
  return [
    {
      path,
      value: name,
      problem: `is too long for the name of an AKS node pool by ${excess}`,
      allowed: `${longestPoolLetters} letters and digits; AKS allows 12, of which Hera needs two, and "-" isn't counted`,
      mend: "shorten it",
    },
  ];
}

function sameNames(name: string, earlier: readonly string[], path: string): Problem[] {
  return earlier
    .filter((other) => poolLetters(other) === poolLetters(name))
    .map((other) => ({
      path,
      value: name,
      problem: `is the same as "${other}" for AKS, whose pools have names without "-"`,
      allowed: "names that differ in their letters and digits",
      mend: "rename one of them",
    }));
}
