// A place on Azure for the tests' state, and the stack that makes it.
import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import { exampleEnvironment, exampleProject } from "../../examples";
import { type SynthesizedApp, type SynthesizedStack, stackOf, synthesize } from "../../synthesized";

export const azurePlace = {
  account: "11111111-1111-4111-8111-111111111111",
  tenant: "22222222-2222-4222-8222-222222222222",
  location: "westeurope",
} as const;

/** The storage account of the project `acme` there. */
export const accountName = "acmetff846816d9c";

/** The app of dev and prod with state there. */
export function appWith(settings: Partial<StateBackendInput> = {}): SynthesizedApp {
  return synthesize(exampleProject({ stateBackend: { store: "azure", ...azurePlace, ...settings } }), [
    exampleEnvironment("dev"),
    exampleEnvironment("prod"),
  ]);
}

/** Its bootstrap stack. */
export function bootstrapWith(settings: Partial<StateBackendInput> = {}): SynthesizedStack {
  return stackOf(appWith(settings), "bootstrap");
}
