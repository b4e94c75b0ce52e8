import { objectStorageEndpoint } from "../../account/hetzner/hetzner-locations";
import type { BackendBlock, StateIdentity } from "../../contract/backend-block";
import { s3CompatibleBlock } from "../../contract/s3-compatible";
import type { StateBackendSettings } from "../../contract/state-backend";
import { bucketOf } from "./names";

/** Where a state is kept in Hetzner Object Storage. */
export function hetznerBackendBlock(settings: StateBackendSettings, state: StateIdentity): BackendBlock {
  const { location } = settings;
  const bucket = bucketOf(settings, state.environment);
  return s3CompatibleBlock({ region: location, endpoint: objectStorageEndpoint(location), bucket }, state);
}
