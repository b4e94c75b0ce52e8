/** One state: the stack whose it is, and the environment that the stack belongs to (`bootstrap` for phase one). */
export interface StateIdentity {
  /** Whose roles may touch it. */
  readonly environment: string;
  /** The stack's name. */
  readonly stack: string;
}

/** What an identity of the state backend may do with an environment's state. */
export const stateRoles = ["plan", "apply"] as const;
export type StateRole = (typeof stateRoles)[number];

/**
 * A backend block of Terraform 1.11, complete but for credentials, in Terraform's own words: nothing in it that the
 * backend refuses.
 */
export type BackendBlock =
  | { readonly type: "s3"; readonly config: S3BackendConfig }
  | { readonly type: "azurerm"; readonly config: AzurermBackendConfig }
  | { readonly type: "gcs"; readonly config: GcsBackendConfig };

/** https://developer.hashicorp.com/terraform/language/v1.11.x/backend/s3 */
export type S3BackendConfig = {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly encrypt?: boolean;
  readonly kms_key_id?: string;
  readonly use_lockfile?: boolean;
  readonly dynamodb_table?: string;
  readonly allowed_account_ids?: readonly string[];
  readonly assume_role?: { readonly role_arn: string; readonly session_name: string };
  readonly assume_role_with_web_identity?: {
    readonly role_arn: string;
    readonly session_name: string;
    readonly web_identity_token_file: string;
  };
  readonly endpoints?: { readonly s3: string };
  readonly use_path_style?: boolean;
  readonly skip_credentials_validation?: boolean;
  readonly skip_region_validation?: boolean;
  readonly skip_requesting_account_id?: boolean;
  readonly skip_metadata_api_check?: boolean;
  readonly skip_s3_checksum?: boolean;
  readonly shared_config_files?: readonly string[];
};

/** https://developer.hashicorp.com/terraform/language/v1.11.x/backend/azurerm */
export type AzurermBackendConfig = {
  readonly tenant_id: string;
  readonly subscription_id: string;
  readonly storage_account_name: string;
  readonly container_name: string;
  readonly key: string;
  readonly use_azuread_auth: boolean;
  readonly use_oidc?: boolean;
};

/** https://developer.hashicorp.com/terraform/language/v1.11.x/backend/gcs */
export type GcsBackendConfig = {
  readonly bucket: string;
  readonly prefix: string;
  readonly impersonate_service_account?: string;
};

/** Where an environment's states stand within a bucket or container: a folder of its own. */
export function stateFolder(environment: string): string {
  return `${environment}/`;
}

/** Where `hera state` keeps a copy of a state before it replaces it: beside the environments' folders. */
export const backupFolder = "backups/";

/** The object that holds a state, for stores that name it whole. */
export function stateKey({ environment, stack }: StateIdentity): string {
  return `${stateFolder(environment)}${stack}.tfstate`;
}
