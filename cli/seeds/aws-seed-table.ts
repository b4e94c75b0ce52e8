import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import { errorNames } from "../errors/explanation";
import type { SeedPart } from "./seed-store";

/** The lock table of a seed, in the form that the s3 backend asks for. */
export function seedTablePart(client: DynamoDBClient, table: string): SeedPart {
  return {
    name: `lock table ${table}`,
    isThere: async () => {
      try {
        await client.send(new DescribeTableCommand({ TableName: table }));
        return true;
      } catch (error) {
        if (errorNames(error).includes("ResourceNotFoundException")) return false;
        throw error;
      }
    },
    make: async () => {
      await client.send(
        new CreateTableCommand({
          TableName: table,
          BillingMode: "PAY_PER_REQUEST",
          KeySchema: [{ AttributeName: "LockID", KeyType: "HASH" }],
          AttributeDefinitions: [{ AttributeName: "LockID", AttributeType: "S" }],
          DeletionProtectionEnabled: true,
        }),
      );
      await waitUntilTableExists({ client, maxWaitTime: 120 }, { TableName: table });
    },
  };
}
