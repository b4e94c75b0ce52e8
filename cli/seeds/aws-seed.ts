import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { StateBackendSettings } from "../../constructs/contract/state-backend";
import { seedBucket, seedLockTable } from "../../constructs/state-backend/aws/names";
import { CommandError } from "../command-error";
import { connectS3, type S3Connection } from "../stores/s3-connection";
import { seedBucketParts } from "./aws-seed-bucket";
import { seedTablePart } from "./aws-seed-table";
import type { SeedPart, SeedStore } from "./seed-store";

/** A bucket for bootstrap's own state, and a lock table where locking asks for one. */
export const awsSeed: SeedStore = {
  parts: (settings, surroundings) => {
    const connection = connectS3({ region: settings.location }, surroundings);
    const { account, location, locking } = settings;
    return [
      accountPart(settings, connection),
      ...seedBucketParts(connection.s3, { name: seedBucket(settings), account, region: location }),
      ...(locking === "lockfile" ? [] : [seedTablePart(connection.dynamodb, seedLockTable(settings))]),
    ];
  },
};

/** The account can't be made, but it can be the wrong one. */
function accountPart({ account }: StateBackendSettings, { sts }: S3Connection): SeedPart {
  return {
    name: `account ${account}`,
    isThere: async () => {
      const { Account: found } = await sts.send(new GetCallerIdentityCommand({}));
      if (found === account) return true;
      throw new CommandError(
        "refused",
        `the credentials belong to the account ${found}, and the state backend to ${account}`,
        "log in to that account, or mend the account in envs/project.ts",
      );
    },
    make: async () => undefined,
  };
}
