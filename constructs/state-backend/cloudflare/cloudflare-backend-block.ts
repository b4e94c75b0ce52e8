import { r2Endpoint } from "../../account/cloudflare/cloudflare-locations";
import type { BackendBlock, StateIdentity } from "../../contract/backend-block";
import { s3CompatibleBlock } from "../../contract/s3-compatible";
import type { StateBackendSettings } from "../../contract/state-backend";
import { bucketOf } from "./names";

/** Where a state is kept in R2, whose one region is called `auto`. */
export function cloudflareBackendBlock(settings: StateBackendSettings, state: StateIdentity): BackendBlock {
  const endpoint = r2Endpoint(settings.account, settings.location);
  return s3CompatibleBlock(
    { region: "auto", endpoint, bucket: bucketOf(settings, state.environment) },
    state,
  );
}
