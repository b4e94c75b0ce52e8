import { type BackendBlock, type StateIdentity, stateFolder } from "../../contract/backend-block";
import type { StateBackendSettings } from "../../contract/state-backend";
import { bucketOf } from "./names";

/**
 * Where a state is kept in Cloud Storage: `<prefix>/default.tfstate`, and the lock beside it. Who plans and who applies
 * sign in as themselves; there is no role to assume.
 */
export function gcpBackendBlock(settings: StateBackendSettings, state: StateIdentity): BackendBlock {
  return {
    type: "gcs",
    config: {
      bucket: bucketOf(settings, state.environment),
      prefix: `${stateFolder(state.environment)}${state.stack}`,
    },
  };
}
