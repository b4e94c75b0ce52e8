import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  paginateListObjectsV2,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { S3BackendConfig } from "../../constructs/contract/backend-block";
import { errorNames } from "../errors/explanation";
import { NoHistoryError, type StateVersion } from "./state-client";

/** The objects of a bucket, written as Terraform's s3 backend writes them. */
export class S3Objects {
  constructor(
    private readonly client: S3Client,
    private readonly config: Pick<S3BackendConfig, "bucket" | "encrypt" | "kms_key_id" | "skip_s3_checksum">,
  ) {}

  /** The content of an object or of one of its versions; undefined where there is none. */
  async get(key: string, versionId?: string): Promise<Buffer | undefined> {
    try {
      const { Body } = await this.client.send(
        new GetObjectCommand({
          Bucket: this.config.bucket,
          Key: key,
          ...(versionId === undefined ? {} : { VersionId: versionId }),
        }),
      );
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (errorNames(error).includes("NoSuchKey")) return undefined;
      throw error;
    }
  }

  /** Writes an object, whatever was there. */
  async put(key: string, content: Buffer | string): Promise<void> {
    await this.client.send(new PutObjectCommand(this.upload(key, content)));
  }

  /** Creates an object; false where there is one. */
  async create(key: string, content: Buffer | string): Promise<boolean> {
    try {
      await this.client.send(new PutObjectCommand({ ...this.upload(key, content), IfNoneMatch: "*" }));
      return true;
    } catch (error) {
      // The second is S3's answer to one of two writers that meet.
      const refusals = ["PreconditionFailed", "ConditionalRequestConflict"];
      if (errorNames(error).some((name) => refusals.includes(name))) return false;
      throw error;
    }
  }

  async remove(key: string): Promise<void> {
    await this.client.send(new DeleteObjectCommand({ Bucket: this.config.bucket, Key: key }));
  }

  /** The versions of an object, the newest first; deletions are none. */
  async versions(key: string): Promise<readonly StateVersion[]> {
    const found: StateVersion[] = [];
    let next: { readonly KeyMarker?: string; readonly VersionIdMarker?: string } | undefined = {};
    while (next !== undefined) {
      const page = await this.page(key, next);
      const own = (page.Versions ?? []).filter((version) => version.Key === key);
      for (const { VersionId = "null", LastModified, Size = 0, IsLatest = false } of own) {
        found.push({ id: VersionId, modified: LastModified ?? new Date(0), size: Size, isCurrent: IsLatest });
      }
      const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
      // Keys come in order: behind this one nothing is wanted.
      const isMore: boolean = IsTruncated === true && KeyMarker === key && VersionIdMarker !== undefined;
      next = isMore && KeyMarker && VersionIdMarker ? { KeyMarker, VersionIdMarker } : undefined;
    }
    if (found.length > 0 && found.every(({ id }) => id === "null")) {
      throw new NoHistoryError(this.place(key), "the bucket keeps no versions");
    }
    return found;
  }

  /** What a folder of the bucket holds, the newest first, each under its key. */
  async copies(prefix: string): Promise<readonly StateVersion[]> {
    const pages = paginateListObjectsV2(
      { client: this.client },
      { Bucket: this.config.bucket, Prefix: prefix },
    );
    const found: StateVersion[] = [];
    for await (const { Contents = [] } of pages) {
      for (const { Key = "", LastModified, Size = 0 } of Contents) {
        found.push({ id: Key, modified: LastModified ?? new Date(0), size: Size, isCurrent: false });
      }
    }
    return found.sort((one, other) => other.modified.getTime() - one.modified.getTime());
  }

  place(key: string): string {
    return `s3://${this.config.bucket}/${key}`;
  }

  private async page(
    key: string,
    marker: { readonly KeyMarker?: string; readonly VersionIdMarker?: string },
  ) {
    try {
      return await this.client.send(
        new ListObjectVersionsCommand({ Bucket: this.config.bucket, Prefix: key, ...marker }),
      );
    } catch (error) {
      if (errorNames(error).includes("NotImplemented")) {
        throw new NoHistoryError(this.place(key), "the store keeps no versions");
      }
      throw error;
    }
  }

  private upload(key: string, content: Buffer | string): PutObjectCommandInput {
    const {
      bucket,
      encrypt = false,
      kms_key_id: kmsKey,
      skip_s3_checksum: skipChecksum = false,
    } = this.config;
    const encryption: Partial<PutObjectCommandInput> =
      kmsKey === undefined
        ? { ServerSideEncryption: "AES256" }
        : { ServerSideEncryption: "aws:kms", SSEKMSKeyId: kmsKey };
    return {
      Bucket: bucket,
      Key: key,
      Body: content,
      ContentType: "application/json",
      ...(skipChecksum ? {} : { ChecksumAlgorithm: "SHA256" }),
      ...(encrypt ? encryption : {}),
    };
  }
}
