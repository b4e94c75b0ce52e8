// One state in Blob Storage, by the protocol of Terraform's azurerm backend: a lease without end is the lock, its id the
// lock's, and who holds it is in the blob's metadata.
// https://github.com/hashicorp/terraform/blob/v1.11.4/internal/backend/remote-state/azure/client.go
import path from "node:path";
import type { TokenCredential } from "@azure/identity";
import { type BlockBlobClient, ContainerClient, RestError } from "@azure/storage-blob";
import type { AzurermBackendConfig } from "../../constructs/contract/backend-block";
import { azureCredential } from "./azure-credential";
import { lockInfoIn, metadataOf, unknownHolder } from "./azurerm-lock-info";
import {
  type ConditionalWrites,
  type HeldLock,
  LockHeldError,
  type LockInfo,
  NoHistoryError,
  type StateClient,
  type StateVersion,
} from "./state-client";

/** Where a state is, by the names of the backend block. */
type AzurermPlace = Pick<AzurermBackendConfig, "storage_account_name" | "container_name" | "key">;

/** The client for a state, signed in as Terraform would be with the same variables. */
export function openAzurermState(
  config: AzurermBackendConfig,
  { environment }: { readonly environment: Readonly<Record<string, string>> },
): StateClient {
  return new AzurermStateClient(config, azureCredential(environment, config.tenant_id));
}

/** A state in a blob. */
export class AzurermStateClient implements StateClient {
  readonly place: string;
  readonly conditionalWrites: ConditionalWrites;
  private readonly container: ContainerClient;
  private readonly blob: BlockBlobClient;

  constructor(
    private readonly at: AzurermPlace,
    credential: TokenCredential,
  ) {
    const url = `https://${at.storage_account_name}.blob.core.windows.net/${at.container_name}`;
    this.place = `${url}/${at.key}`;
    this.container = new ContainerClient(url, credential);
    this.blob = this.container.getBlockBlobClient(at.key);
    this.conditionalWrites = {
      create: (name, content) => this.create(this.beside(name), Buffer.from(content)),
      remove: async (name) => {
        await this.beside(name).deleteIfExists();
      },
    };
  }

  async read(): Promise<Buffer | undefined> {
    const content = await unless(isStatus(404), contentOf(this.blob));
    // Terraform leases an empty blob where there is no state yet.
    return content === undefined || content.length === 0 ? undefined : content;
  }

  async versions(): Promise<readonly StateVersion[]> {
    const found: (StateVersion & { readonly digest: string })[] = [];
    for await (const item of this.container.listBlobsFlat({ prefix: this.at.key, includeVersions: true })) {
      if (item.name !== this.at.key) continue;
      if (item.versionId === undefined)
        throw new NoHistoryError(this.place, "the storage account keeps no versions");
      const { lastModified, contentLength: size = 0, contentMD5 } = item.properties;
      const digest = contentMD5 === undefined ? item.versionId : Buffer.from(contentMD5).toString("base64");
      const version = { id: item.versionId, modified: lastModified, size, digest };
      found.push({ ...version, isCurrent: item.isCurrentVersion === true });
    }
    found.sort((one, other) => (one.id < other.id ? -1 : 1));
    // To take a lock and to free it are versions, too, of the same content: the first of a row is when it was written.
    const rows: (StateVersion & { readonly digest: string })[] = [];
    for (const version of found.filter(({ size }) => size > 0)) {
      const last = rows.at(-1);
      if (last?.digest !== version.digest) rows.push(version);
      else rows[rows.length - 1] = { ...last, isCurrent: version.isCurrent };
    }
    return rows.reverse().map(({ digest: _, ...version }) => version);
  }

  async readVersion(id: string): Promise<Buffer> {
    return contentOf(this.blob.withVersion(id));
  }

  async holder(): Promise<LockInfo | undefined> {
    const found = await unless(isStatus(404), this.blob.getProperties());
    if (found?.leaseStatus !== "locked") return undefined;
    return lockInfoIn(found.metadata) ?? unknownHolder(this.place);
  }

  async lock(info: LockInfo): Promise<HeldLock> {
    await this.makeSureItIsThere();
    const lease = this.blob.getBlobLeaseClient(info.ID);
    const taken = await unless(isStatus(409, 412), lease.acquireLease(-1));
    if (taken === undefined) throw new LockHeldError(this.place, await this.holder());
    const own = { ...info, Path: `${this.at.container_name}/${this.at.key}` };
    try {
      await this.tell(own, info.ID);
    } catch (error) {
      await lease.releaseLease();
      throw error;
    }
    return { info: own, release: () => this.free(info.ID) };
  }

  async breakLock(info: LockInfo): Promise<void> {
    const found = await unless(isStatus(404), this.blob.getProperties());
    if (found?.leaseStatus !== "locked") return;
    const holder = lockInfoIn(found.metadata) ?? unknownHolder(this.place);
    if (holder.ID !== info.ID) throw new LockHeldError(this.place, holder);
    if (holder.ID !== "") return this.free(holder.ID);
    // Nobody can name this lease's id; but whoever says meanwhile that it is theirs changes the ETag.
    const conditions = found.etag === undefined ? {} : { conditions: { ifMatch: found.etag } };
    const broken = await unless(isStatus(412), this.blob.getBlobLeaseClient().breakLease(0, conditions));
    if (broken === undefined) throw new LockHeldError(this.place, await this.holder());
  }

  async write(content: Buffer, { info }: HeldLock): Promise<void> {
    const conditions = { leaseId: info.ID };
    const { metadata = {} } = await this.blob.getProperties({ conditions });
    const blobHTTPHeaders = { blobContentType: "application/json" };
    await this.blob.upload(content, content.length, { conditions, metadata, blobHTTPHeaders });
  }

  /** A lease needs a blob to be on. */
  private async makeSureItIsThere(): Promise<void> {
    if (!(await this.blob.exists())) await this.create(this.blob, Buffer.alloc(0));
  }

  private async create(blob: BlockBlobClient, content: Buffer): Promise<boolean> {
    const conditions = { ifNoneMatch: "*" };
    const made = await unless(isStatus(409, 412), blob.upload(content, content.length, { conditions }));
    return made !== undefined;
  }

  /** Writes who holds the lease, or that nobody does. */
  private async tell(info: LockInfo | undefined, leaseId: string): Promise<void> {
    const conditions = { leaseId };
    const { metadata = {} } = await this.blob.getProperties({ conditions });
    await this.blob.setMetadata(metadataOf(metadata, info), { conditions });
  }

  /** Frees a lease by its id; nothing happens where it is gone. */
  private async free(leaseId: string): Promise<void> {
    await unless(isStatus(404, 409, 412), this.tell(undefined, leaseId));
    await unless(isStatus(404, 409, 412), this.blob.getBlobLeaseClient(leaseId).releaseLease());
  }

  private beside(name: string): BlockBlobClient {
    return this.container.getBlockBlobClient(path.posix.join(path.posix.dirname(this.at.key), name));
  }
}

async function contentOf(blob: Pick<BlockBlobClient, "download">): Promise<Buffer> {
  const { readableStreamBody } = await blob.download();
  const parts: Buffer[] = [];
  for await (const part of readableStreamBody ?? []) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

/** What a call gives, or undefined where it fails as expected. */
async function unless<T>(isExpected: (error: unknown) => boolean, call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (isExpected(error)) return undefined;
    throw error;
  }
}

function isStatus(...statuses: readonly number[]): (error: unknown) => boolean {
  return (error) =>
    error instanceof RestError && error.statusCode !== undefined && statuses.includes(error.statusCode);
}
