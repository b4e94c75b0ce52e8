import type { StateBackendInput } from "../../../constructs/contract/state-backend";
import { exampleEnvironment, exampleProject } from "../../examples";
import { type SynthesizedApp, type SynthesizedStack, stackOf, synthesize } from "../../synthesized";

/** The app of the example project with its state in Cloud Storage, and the environments dev and prod. */
export function gcpApp(stateBackend: Partial<StateBackendInput> = {}): SynthesizedApp {
  const settings = {
    store: "gcp",
    account: "acme-state-1",
    location: "europe-west4",
    ...stateBackend,
  } as const;
  return synthesize(exampleProject({ stateBackend: settings }), [
    exampleEnvironment("dev"),
    exampleEnvironment("prod"),
  ]);
}

/** Its bootstrap stack. */
export function gcpBootstrap(stateBackend: Partial<StateBackendInput> = {}): SynthesizedStack {
  return stackOf(gcpApp(stateBackend), "bootstrap");
}
