// The account of one trial as it really is, asked of the cloud itself and of its request log.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  CreateTableCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
} from "@aws-sdk/client-dynamodb";
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { ProxyAgent } from "proxy-agent";
import { z } from "zod";
import { awsInventory } from "../../cli/clouds/aws";
import type { CloudInventory } from "../../cli/clouds/cloud-inventory";
import type { StateBackendSettings } from "../../constructs/contract/state-backend";
import { lockTableOf, sharedBucket } from "../../constructs/state-backend/aws/names";
import type { LocalCloud } from "../local-cloud";
import { trialEnvironment, trialRegion } from "./trial-stack";

const stateKey = `${trialEnvironment}/${trialEnvironment}.tfstate`;

/** The calls that create what a trial is made of. */
const CREATIONS: Readonly<Record<string, string>> = {
  "logs:CreateLogGroup": "aws_cloudwatch_log_group",
  "ssm:PutParameter": "aws_ssm_parameter",
  "sns:CreateTopic": "aws_sns_topic",
  "iam:CreatePolicy": "aws_iam_policy",
  "sqs:CreateQueue": "aws_sqs_queue",
};

const logLine = z.object({ account: z.string(), action: z.string(), status: z.number() });
const lockInfo = z.object({ ID: z.string() });
const stateHead = z.object({ serial: z.number(), lineage: z.string() });

/** One account of the local cloud, with a state bucket in it. */
export class TrialAccount {
  readonly inventory: CloudInventory;
  private readonly s3: S3Client;
  private readonly dynamodb: DynamoDBClient;
  private readonly bucket: string;
  private readonly table: string;

  constructor(
    private readonly cloud: LocalCloud,
    private readonly settings: StateBackendSettings,
  ) {
    const agent = new ProxyAgent({
      getProxyForUrl: () => `http://127.0.0.1:${cloud.port}`,
      ca: readFileSync(path.join(cloud.folder, "ca.pem")),
    });
    const config = {
      region: trialRegion,
      credentials: { accessKeyId: settings.account, secretAccessKey: "test" },
      requestHandler: { httpAgent: agent, httpsAgent: agent },
    };
    this.s3 = new S3Client(config);
    this.dynamodb = new DynamoDBClient(config);
    this.inventory = awsInventory(trialRegion, config);
    this.bucket = sharedBucket(settings);
    this.table = lockTableOf(settings, trialEnvironment);
  }

  /** Makes the bucket and the table as bootstrap does, as far as a trial can tell. */
  async prepare(): Promise<void> {
    const Bucket = this.bucket;
    await this.s3.send(
      new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: trialRegion } }),
    );
    await this.s3.send(
      new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }),
    );
    if (this.settings.locking === "lockfile") return;
    await this.dynamodb.send(
      new CreateTableCommand({
        TableName: this.table,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [{ AttributeName: "LockID", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "LockID", AttributeType: "S" }],
      }),
    );
  }

  /** The state as it is stored; undefined where there is none. */
  state(): Promise<Buffer | undefined> {
    return this.object(stateKey);
  }

  /** The id of the lock that is held; undefined where none is. */
  async lockId(): Promise<string | undefined> {
    const file = await this.object(`${stateKey}.tflock`);
    if (file !== undefined) return lockInfo.parse(JSON.parse(file.toString("utf8"))).ID;
    if (this.settings.locking === "lockfile") return undefined;
    const { Item } = await this.dynamodb.send(
      new GetItemCommand({ TableName: this.table, Key: { LockID: { S: `${this.bucket}/${stateKey}` } } }),
    );
    return Item === undefined ? undefined : lockInfo.parse(JSON.parse(Item.Info?.S ?? "")).ID;
  }

  /** Forgets the checksum that DynamoDB keeps of the state. */
  async forgetDigest(): Promise<void> {
    const Key = { LockID: { S: `${this.bucket}/${stateKey}-md5` } };
    await this.dynamodb.send(new DeleteItemCommand({ TableName: this.table, Key }));
  }

  /** How many resources were created, by type: the calls that succeeded, out of the request log. */
  created(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const line of readFileSync(path.join(this.cloud.folder, "requests.jsonl"), "utf8").split("\n")) {
      if (!line.includes(this.settings.account)) continue;
      const { success, data } = logLine.safeParse(JSON.parse(line));
      const type = success ? CREATIONS[data.action] : undefined;
      if (type === undefined || data?.account !== this.settings.account || data.status >= 300) continue;
      counts[type] = (counts[type] ?? 0) + 1;
    }
    return counts;
  }

  /** Serials under which the state was written more than once with different content. */
  async serialsWrittenTwice(): Promise<readonly string[]> {
    const contents = new Map<string, Set<string>>();
    const { Versions = [] } = await this.s3.send(
      new ListObjectVersionsCommand({ Bucket: this.bucket, Prefix: stateKey }),
    );
    for (const { Key, VersionId } of Versions) {
      if (Key !== stateKey) continue;
      const content = (await this.object(stateKey, VersionId)) ?? Buffer.of();
      const { lineage, serial } = stateHead.parse(JSON.parse(content.toString("utf8")));
      const name = `${lineage} ${serial}`;
      const seen = contents.get(name) ?? new Set();
      contents.set(name, seen.add(createHash("sha256").update(content).digest("hex")));
    }
    return [...contents].filter(([, seen]) => seen.size > 1).map(([name]) => name);
  }

  private async object(Key: string, VersionId?: string): Promise<Buffer | undefined> {
    try {
      const { Body } = await this.s3.send(
        new GetObjectCommand({ Bucket: this.bucket, Key, ...(VersionId ? { VersionId } : {}) }),
      );
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    } catch (error) {
      if (error instanceof Error && error.name === "NoSuchKey") return undefined;
      throw error;
    }
  }
}
