import { type BackendBlock, type StateIdentity, stateKey } from "./backend-block";

/** A bucket of a store that speaks S3 and isn't AWS. */
export interface S3CompatibleBucket {
  /** By the store's own name of it; the request's signature carries it. */
  readonly region: string;
  /** The store's address: `https://fsn1.your-objectstorage.com`. */
  readonly endpoint: string;
  /** Its name. */
  readonly bucket: string;
}

/** The file that the block names, relative to the folder where Terraform runs. */
const checksumFile = "s3-checksums.ini";

/**
 * Where a state is kept in such a store: none of the calls to services that only AWS has, and no checksum at the end of
 * an upload. https://developer.hashicorp.com/terraform/language/v1.11.x/backend/s3
 */
export function s3CompatibleBlock(
  { region, endpoint, bucket }: S3CompatibleBucket,
  state: StateIdentity,
): BackendBlock {
  return {
    type: "s3",
    config: {
      bucket,
      key: stateKey(state),
      region,
      endpoints: { s3: endpoint },
      use_path_style: true,
      use_lockfile: true,
      // The header would ask for AWS' own key; these stores encrypt without being asked, or not at all.
      encrypt: false,
      skip_credentials_validation: true,
      skip_region_validation: true,
      skip_requesting_account_id: true,
      skip_metadata_api_check: true,
      skip_s3_checksum: true,
      shared_config_files: [checksumFile],
    },
  };
}

/**
 * The file that the block names. Since Terraform 1.11.2 `skip_s3_checksum` doesn't keep the SDK from ending an upload
 * with a checksum, and no argument of the backend does (https://github.com/hashicorp/terraform/issues/37130).
 *
 * @param profile has the settings, too: for who keeps credentials of AWS beside those of the store.
 */
export function s3CompatibleFiles(profile: string): Readonly<Record<string, string>> {
  const settings =
    "request_checksum_calculation = when_required\nresponse_checksum_validation = when_required\n";
  return { [checksumFile]: `[default]\n${settings}\n[profile ${profile}]\n${settings}` };
}
