// Tests that need a provider which can't be had everywhere.
import { isProviderHere } from "../../scripts/provider-probe";

/**
 * `describe`, where the provider is on this machine; what needs it is skipped elsewhere, and said so by the set-up of
 * these tests.
 */
export function describeWithProvider(name: string, title: string, tests: () => void): void {
  if (isProviderHere(name)) describe(title, tests);
  else describe.skip(`${title} (SKIPPED: the provider ${name} is not on this machine)`, tests);
}
