import type { Case } from "../conformance/every-environment";

/** The types of the resources of a provider in stacks of environments. */
export function typesOf(cases: readonly Case[], prefix: string): readonly string[] {
  const types = cases.flatMap(({ stack }) => stack.addresses.map((address) => address.split(".")[0] ?? ""));
  return [...new Set(types)].filter((type) => type.startsWith(prefix));
}
