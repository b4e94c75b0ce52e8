import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type BackendBlock, type StateIdentity, stateRoles } from "./contract/backend-block";
import { accessTo, type StateBackendSettings } from "./contract/state-backend";
import type { StateStore } from "./contract/state-store";

/**
 * Writes what belongs to a state beside the stack's own file:
 *
 * - `stacks/<stack>/`: what the backend block names by a relative path;
 * - `backend-config/<stack>/backend.tfbackend` for `terraform init -backend-config=…` in a configuration of one's own,
 *   and `plan.tfbackend`, `apply.tfbackend` that sign in as the environment's roles;
 * - `backend-config/<stack>/remote-state.tf.json`: the data source that reads the stack's outputs.
 */
export function writeBackendFiles(
  outdir: string,
  store: StateStore,
  settings: StateBackendSettings,
  state: StateIdentity,
): void {
  const block = store.backend(settings, state);
  const files = store.files?.(settings) ?? {};
  write(path.join(outdir, "stacks", state.stack), files);
  const access = accessTo(settings, state.environment);
  const roles = stateRoles.filter((role) => access[role].length > 0);
  write(path.join(outdir, "backend-config", state.stack), {
    ...files,
    "backend.tfbackend": backendConfig(block),
    ...Object.fromEntries(
      roles.map((role) => [`${role}.tfbackend`, backendConfig(store.backend(settings, state, role))]),
    ),
    "remote-state.tf.json": remoteState(block, state),
  });
}

/** The arguments of a block as `terraform init -backend-config` reads them: HCL, in which JSON values are valid. */
export function backendConfig({ type, config }: BackendBlock): string {
  const lines = Object.entries(config).map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`);
  return `# Fills in:\n#   terraform {\n#     backend "${type}" {}\n#   }\n${lines.join("")}`;
}

function remoteState({ type, config }: BackendBlock, { stack }: StateIdentity): string {
  const name = stack.replaceAll("-", "_");
  return `${JSON.stringify({ data: { terraform_remote_state: { [name]: { backend: type, config } } } }, undefined, 2)}\n`;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  if (Object.keys(files).length === 0) return;
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
}
