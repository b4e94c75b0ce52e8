// A store whose bucket was made with the S3 API, for what is to be shown of the backend alone.
import { execFileSync } from "node:child_process";
import path from "node:path";
import type { StateBackendInput, StateStoreName } from "../../../constructs/contract/state-backend";
import { localCloudPython } from "../../../scripts/host";
import type { World } from "../world";

/** An S3-compatible store, as the project and as S3 name it. */
export interface S3Store {
  readonly endpoint: string;
  readonly region: string;
  readonly stateBackend: Partial<StateBackendInput> & { readonly store: StateStoreName };
  /** The bucket of a project. */
  readonly bucket: (project: string) => string;
}

const account = "0123456789abcdef0123456789abcdef";

export const hetzner: S3Store = {
  endpoint: "https://nbg1.your-objectstorage.com",
  region: "nbg1",
  stateBackend: { store: "hetzner", account: "1234567", location: "nbg1" },
  bucket: (project) => `${project}-tfstate-1234567-nbg1`,
};

export const r2: S3Store = {
  endpoint: `https://${account}.r2.cloudflarestorage.com`,
  region: "auto",
  stateBackend: { store: "cloudflare", account, location: "weur" },
  bucket: (project) => `${project}-tfstate-weur`,
};

/** Makes the bucket that a project's states are kept in. */
export function makeBucket(
  { environment }: Pick<World, "environment">,
  { endpoint, region, bucket }: S3Store,
  project: string,
): void {
  const script = path.join(__dirname, "make_bucket.py");
  execFileSync(localCloudPython(), [script, endpoint, region, bucket(project)], { env: { ...environment } });
}
