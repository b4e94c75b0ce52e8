import type { S3BackendConfig } from "../../constructs/contract/backend-block";
import type { Surroundings } from "../surroundings";
import { LockItems } from "./dynamodb";
import { openS3State } from "./s3";
import { connectS3 } from "./s3-connection";
import type { StateClient } from "./state-client";

/** The two clients of one state whose locks change, and what has to be done under both. */
export interface LockingChange {
  /** Locks as the state is locked now. */
  readonly source: StateClient;
  /** Takes what the new way has beyond that, so that nobody of the new way is at work either. */
  readonly furtherLocks: StateClient;
  /** Brings the table's digest in line: recorded where there is a table now, gone where there is none any more. */
  readonly settleDigest: (content: Buffer) => Promise<void>;
}

/** How a state goes from one locking to another at the same place. */
export function changeLocking(
  from: S3BackendConfig,
  to: S3BackendConfig,
  surroundings: Surroundings,
): LockingChange {
  const { dynamodb } = connectS3(to, surroundings);
  const path = `${to.bucket}/${to.key}`;
  const items = (table: string | undefined) =>
    table === undefined || table === "" ? undefined : new LockItems(dynamodb, table, path);
  const newTable = to.dynamodb_table === from.dynamodb_table ? "" : (to.dynamodb_table ?? "");
  return {
    source: openS3State(from, surroundings),
    furtherLocks: openS3State(
      {
        ...to,
        use_lockfile: to.use_lockfile === true && from.use_lockfile !== true,
        dynamodb_table: newTable,
      },
      surroundings,
    ),
    settleDigest: async (content) => {
      await items(to.dynamodb_table)?.recordDigest(content);
      if (from.dynamodb_table !== to.dynamodb_table) await items(from.dynamodb_table)?.forgetDigest();
    },
  };
}
