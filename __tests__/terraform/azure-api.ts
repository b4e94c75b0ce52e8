// What exists on Azure, asked of the local cloud itself, and what is there before Terraform comes.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { z } from "zod";
import { localCloudPython } from "../../scripts/host";
import type { Inventory, World } from "./world";

/** A world's environment signs in as the owner of all. */
type Owner = Pick<World, "environment">;

/** A call of the management API. */
interface ManagementCall {
  readonly method: "GET" | "PUT";
  /** Its id: `/subscriptions/…`. */
  readonly resource: string;
  readonly apiVersion: string;
  readonly body?: object;
}

function callManagement(owner: Owner, { method, resource, apiVersion, body }: ManagementCall): string {
  const script = path.join(__dirname, "azure_api.py");
  const content = body === undefined ? [] : [JSON.stringify(body)];
  return execFileSync(localCloudPython(), [script, method, resource, apiVersion, ...content], {
    env: { ...owner.environment },
    encoding: "utf8",
  });
}

/** What Azure makes by itself in every subscription, and keeps. */
const ofAzure = "NetworkWatcherRG";

const groupsSchema = z.object({ value: z.array(z.object({ name: z.string() })) });
const resourcesSchema = z.object({
  value: z.array(z.object({ id: z.string(), name: z.string(), type: z.string() })),
});

/** The resource groups of a subscription. Everything that Terraform makes stands in one, which goes last. */
export function resourceGroupsOf(owner: Owner, subscription: string): readonly string[] {
  const resource = `/subscriptions/${subscription}/resourcegroups`;
  const groups = callManagement(owner, { method: "GET", resource, apiVersion: "2023-07-01" });
  const names = groupsSchema.parse(JSON.parse(groups)).value.map(({ name }) => name);
  return names.filter((name) => name !== ofAzure);
}

/** The names of all that stands in a resource group by itself, by type in lower case, and of the groups. */
export function azureInventory(owner: Owner, subscription: string): Inventory {
  const resource = `/subscriptions/${subscription}/resources`;
  const listed = callManagement(owner, { method: "GET", resource, apiVersion: "2021-04-01" });
  const byType = new Map([["resource groups", [...resourceGroupsOf(owner, subscription)].sort()]]);
  for (const { id, name, type } of resourcesSchema.parse(JSON.parse(listed)).value) {
    const kind = type.toLowerCase();
    if (!id.includes(`/${ofAzure}/`)) byType.set(kind, [...(byType.get(kind) ?? []), name].sort());
  }
  return Object.fromEntries([...byType].sort(([a], [b]) => a.localeCompare(b)));
}

/** Makes a storage account in a resource group, with a container, in no time. */
export function makeContainer(owner: Owner, group: string, account: string, container: string): void {
  const location = "westeurope";
  const storage = `${group}/providers/Microsoft.Storage/storageAccounts/${account}`;
  const service = `${storage}/blobServices/default`;
  const closed = { allowSharedKeyAccess: false, supportsHttpsTrafficOnly: true, minimumTlsVersion: "TLS1_2" };
  const make = (resource: string, body: object): string =>
    callManagement(owner, { method: "PUT", resource, apiVersion: "2023-05-01", body });
  make(group, { location });
  make(storage, { location, sku: { name: "Standard_ZRS" }, properties: closed });
  make(service, { properties: { isVersioningEnabled: true } });
  make(`${service}/containers/${container}`, { properties: {} });
}
