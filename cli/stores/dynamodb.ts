import { createHash } from "node:crypto";
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import { CommandError } from "../command-error";
import { errorNames } from "../errors/explanation";
import { LockHeldError, type LockInfo } from "./state-client";
import { assertSameLock, parseLockInfo, type StateLock } from "./state-lock";

/**
 * What the s3 backend keeps in its table, for the state at `<bucket>/<key>`: an item that is the lock, and one with
 * the digest of the state that was written last.
 * https://github.com/hashicorp/terraform/blob/v1.11.4/internal/backend/remote-state/s3/client.go
 */
export class LockItems implements StateLock {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly table: string,
    /** `<bucket>/<key>`. */
    private readonly path: string,
  ) {}

  async holder(): Promise<LockInfo | undefined> {
    const info = await this.read(this.path, "Info");
    return info === undefined ? undefined : parseLockInfo(info);
  }

  async take(info: LockInfo): Promise<void> {
    try {
      await this.client.send(
        new PutItemCommand({
          TableName: this.table,
          Item: { LockID: { S: this.path }, Info: { S: JSON.stringify(info) } },
          ConditionExpression: "attribute_not_exists(LockID)",
        }),
      );
    } catch (error) {
      if (!errorNames(error).includes("ConditionalCheckFailedException")) throw error;
      const found = await this.holder();
      if (found?.ID !== info.ID) throw new LockHeldError(`s3://${this.path}`, found);
    }
  }

  async free(info: LockInfo): Promise<void> {
    const text = await this.read(this.path, "Info");
    if (text === undefined) return;
    const found = parseLockInfo(text);
    assertSameLock(`s3://${this.path}`, found, info);
    try {
      await this.client.send(
        new DeleteItemCommand({
          TableName: this.table,
          Key: { LockID: { S: this.path } },
          ConditionExpression: "attribute_not_exists(LockID) OR Info = :seen",
          ExpressionAttributeValues: { ":seen": { S: text } },
        }),
      );
    } catch (error) {
      if (!errorNames(error).includes("ConditionalCheckFailedException")) throw error;
      throw new LockHeldError(`s3://${this.path}`, await this.holder());
    }
  }

  /** Records the digest of what was written; Terraform refuses to read anything else from then on. */
  async recordDigest(content: Buffer): Promise<void> {
    await this.client.send(
      new PutItemCommand({
        TableName: this.table,
        Item: { LockID: { S: `${this.path}-md5` }, Digest: { S: digestOf(content) } },
      }),
    );
  }

  /** Removes the digest: one that stays behind would make Terraform refuse the state when the table is used again. */
  async forgetDigest(): Promise<void> {
    await this.client.send(
      new DeleteItemCommand({ TableName: this.table, Key: { LockID: { S: `${this.path}-md5` } } }),
    );
  }

  /** @throws CommandError where the state is not the one whose digest was recorded. */
  async verifyDigest(content: Buffer): Promise<void> {
    const recorded = await this.read(`${this.path}-md5`, "Digest");
    if (recorded === undefined || recorded === "" || recorded === digestOf(content)) return;
    throw new CommandError(
      "refused",
      `s3://${this.path} is not what was written last: its digest is ${digestOf(content)}, and ${recorded} in the table ${this.table}`,
      "restore a version by `npx hera state recover`, which records its digest, too",
    );
  }

  private async read(id: string, attribute: "Info" | "Digest"): Promise<string | undefined> {
    const { Item } = await this.client.send(
      new GetItemCommand({ TableName: this.table, Key: { LockID: { S: id } }, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : (Item[attribute]?.S ?? "");
  }
}

function digestOf(content: Buffer): string {
  return createHash("md5").update(content).digest("hex");
}
