// The environment in which Terraform runs from a script: it asks nothing, calls nobody, and does what its arguments
// say and not what the user's shell happens to hold for other projects.
import type { Environment } from "./host";

/** Variables that change what a Terraform command does: other arguments, another workspace or data folder. */
const CHANGES_COMMANDS =
  /^TF_(CLI_ARGS(_.*)?|WORKSPACE|DATA_DIR|LOG(_.*)?|PLUGIN_CACHE_DIR|REATTACH_PROVIDERS|INPUT)$/;

/** An environment for Terraform and cdktf, made from another one. */
export function terraformEnvironment(base: Environment): Environment {
  const kept = Object.entries(base).filter(([name]) => !CHANGES_COMMANDS.test(name));
  return { ...Object.fromEntries(kept), TF_IN_AUTOMATION: "1", TF_INPUT: "0", CHECKPOINT_DISABLE: "1" };
}
