// Tests that need a provider which can't be had everywhere.
import { isProviderHere } from "../../scripts/provider-probe";

/**
 * `describe`, where the providers are on this machine; what needs them is skipped elsewhere, and said so by the set-up of
 * these tests.
 */
export function describeWithProviders(names: readonly string[], title: string, tests: () => void): void {
  const absent = names.filter((name) => !isProviderHere(name));
  if (absent.length === 0) describe(title, tests);
  else describe.skip(`${title} (SKIPPED: not on this machine: the provider ${absent.join(", ")})`, tests);
}

/** The same for one. */
export function describeWithProvider(name: string, title: string, tests: () => void): void {
  describeWithProviders([name], title, tests);
}
