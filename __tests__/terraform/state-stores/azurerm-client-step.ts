// One call of the state client for Blob Storage, as a process of its own: Node trusts the local cloud's authority only
// from its start on. Reads the step from its arguments, prints what came of it as JSON.

import { ContainerClient } from "@azure/storage-blob";
import { azureCredential } from "../../../cli/stores/azure-credential";
import { openAzurermState } from "../../../cli/stores/azurerm";
import { LockHeldError, type LockInfo } from "../../../cli/stores/state-client";
import type { AzurermBackendConfig } from "../../../constructs/contract/backend-block";
import { hostEnvironment } from "../../../scripts/host";

const [configText = "", step = "", argument = ""] = process.argv.slice(2);
const config: AzurermBackendConfig = JSON.parse(configText);
const environment = hostEnvironment();
const client = openAzurermState(config, { environment });

const ours: LockInfo = {
  ID: "dddddddd-0000-4000-8000-000000000001",
  Operation: "hera state migrate",
  Info: "",
  Who: "ann@workstation",
  Version: "1",
  Created: "2026-11-20T08:15:30Z",
  Path: "",
};

/** What each step does, and what it tells. */
const steps: Readonly<Record<string, () => Promise<unknown>>> = {
  holder: async () => (await client.holder()) ?? "nobody",
  lock: async () => (await client.lock(ours)).info,
  breakLock: () => client.breakLock({ ...ours, ID: argument }),
  writeNextSerial: async () => {
    const lock = await client.lock(ours);
    const state = JSON.parse(String(await client.read()));
    await client.write(Buffer.from(JSON.stringify({ ...state, serial: state.serial + 1 })), lock);
    await lock.release();
    await lock.release();
    return state.serial + 1;
  },
  leaseWithoutInfo: async () => {
    const url = `https://${config.storage_account_name}.blob.core.windows.net/${config.container_name}`;
    const container = new ContainerClient(url, azureCredential(environment, config.tenant_id));
    await container.getBlockBlobClient(config.key).getBlobLeaseClient().acquireLease(-1);
  },
  count: async () => (await client.versions()).length,
  serials: async () => {
    const versions = await client.versions();
    const contents = await Promise.all(versions.map(({ id }) => client.readVersion(id)));
    return contents.map((content, place) => ({
      serial: JSON.parse(String(content)).serial,
      isCurrent: versions[place]?.isCurrent,
    }));
  },
  createTwice: async () => {
    const { create, remove } = client.conditionalWrites;
    const made = [await create("probe", "1"), await create("probe", "2")];
    await remove("probe");
    await remove("probe");
    return [...made, await create("probe", "3")];
  },
  readNothing: async () =>
    (await openAzurermState({ ...config, key: "dev/nothing.tfstate" }, { environment }).read()) ?? "nothing",
};

async function main(): Promise<unknown> {
  const run = steps[step];
  if (run === undefined) throw new Error(`no step ${step}`);
  try {
    return { result: await run() };
  } catch (error) {
    if (error instanceof LockHeldError) return { heldBy: error.holder };
    throw error;
  }
}

void main().then((told) => console.log(JSON.stringify(told)));
