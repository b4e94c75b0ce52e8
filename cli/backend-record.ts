import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { StatePlace } from "./stores/state-place";

const text = z.string().optional();
const flag = z.boolean().optional();

/** The arguments of each backend that `hera` knows. What Terraform has further is of no matter to where a state is. */
const placeSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("s3"),
    config: z.object({
      bucket: z.string(),
      key: z.string(),
      region: z.string(),
      encrypt: flag,
      kms_key_id: text,
      use_lockfile: flag,
      dynamodb_table: text,
      assume_role: z.object({ role_arn: z.string(), session_name: z.string() }).optional(),
      endpoints: z.object({ s3: z.string() }).optional(),
      use_path_style: flag,
      skip_s3_checksum: flag,
    }),
  }),
  z.object({
    type: z.literal("azurerm"),
    config: z.object({
      tenant_id: z.string(),
      subscription_id: z.string(),
      storage_account_name: z.string(),
      container_name: z.string(),
      key: z.string(),
      use_azuread_auth: z.boolean(),
      use_oidc: flag,
      client_id: text,
    }),
  }),
  z.object({
    type: z.literal("gcs"),
    config: z.object({ bucket: z.string(), prefix: z.string(), impersonate_service_account: text }),
  }),
  z.object({ type: z.literal("local"), config: z.object({ path: z.string() }) }),
]);

/** Where a backend of some type and arguments has the state; undefined where `hera` doesn't know the type. */
export function placeOf(type: string, config: unknown, folder: string): StatePlace | undefined {
  const read = placeSchema.safeParse({ type, config: withoutNothing(config) });
  if (!read.success) return undefined;
  if (read.data.type === "local") return { type: "local", path: path.resolve(folder, read.data.config.path) };
  return read.data;
}

const recordSchema = z.object({ backend: z.object({ type: z.string(), config: z.unknown() }).optional() });

/** Where `terraform init` of a folder found the state's place the last time; undefined where it never ran. */
export function recordedPlace(folder: string): StatePlace | undefined {
  const file = path.join(folder, ".terraform", "terraform.tfstate");
  if (!existsSync(file)) return undefined;
  const { backend } = recordSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  return backend === undefined ? undefined : placeOf(backend.type, backend.config, folder);
}

/** Terraform records every argument of the backend, the ones that were left out as null. */
function withoutNothing(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null && one !== undefined)
      .map(([name, one]) => [name, withoutNothing(one)]),
  );
}
