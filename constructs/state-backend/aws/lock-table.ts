import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";

export interface LockTableProps {
  readonly name: string;
  /** Whether Terraform and AWS refuse to delete the table. */
  readonly deletionProtection: boolean;
  /** The KMS key that encrypts the table, or undefined for AWS' own. */
  readonly kmsKeyArn?: string | undefined;
}

/** The DynamoDB table of the s3 backend's locks, and of the checksums that it keeps beside them. */
export class LockTable extends Construct {
  constructor(scope: Construct, id: string, { name, deletionProtection, kmsKeyArn }: LockTableProps) {
    super(scope, id);
    new DynamodbTable(this, "table", {
      name,
      billingMode: "PAY_PER_REQUEST",
      // The name that the backend reads and writes; no other works.
      hashKey: "LockID",
      attribute: [{ name: "LockID", type: "S" }],
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: deletionProtection,
      serverSideEncryption: { enabled: true, ...(kmsKeyArn === undefined ? {} : { kmsKeyArn }) },
      lifecycle: { preventDestroy: deletionProtection },
    });
  }
}
