import { LocalBackend, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { Project } from "../constructs/contract/project";
import { commonTags } from "../constructs/contract/tags";
import { HeraStack } from "../constructs/hera-stack";
import { attachStateBackend } from "../constructs/state-attachment";
import { stateStores } from "../constructs/state-stores";

/**
 * Relative to the stack's folder, `cdktf.out/stacks/bootstrap`: it leads out of cdktf.out, which a clean synth empties,
 * to `bootstrap/state/` beside it.
 */
const localState = "../../../bootstrap/state/terraform.tfstate";

/**
 * Phase one: the backend that holds the state of all environments. Its own state is local, until `bootstrapState` says
 * otherwise and `hera state migrate bootstrap` has moved it.
 */
export class BootstrapStack extends HeraStack {
  constructor(scope: Construct, project: Project) {
    super(scope, "bootstrap");
    const { stateBackend } = project;
    const store = stateStores[stateBackend.store];
    if (stateBackend.bootstrapState === "local") new LocalBackend(this, { path: localState });
    else attachStateBackend(this, stateBackend, { environment: "bootstrap", stack: "bootstrap" });
    store.useAccount(this, stateBackend, commonTags(project, "bootstrap"));
    const outputs = store.create(this, "state-backend", stateBackend);
    for (const [name, value] of Object.entries(outputs)) {
      new TerraformOutput(this, name, { value });
    }
  }
}
