import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { S3Client } from "@aws-sdk/client-s3";
import { STSClient } from "@aws-sdk/client-sts";
import type { S3BackendConfig } from "../../constructs/contract/backend-block";
import type { Surroundings } from "../surroundings";
import { assumeRole } from "./assumed-role";
import { httpsAgents } from "./https-agents";

/** The services behind an s3 backend. */
export interface S3Connection {
  readonly s3: S3Client;
  readonly dynamodb: DynamoDBClient;
  readonly sts: STSClient;
}

/** What of a backend block says how to reach its store. */
export type S3Access = Pick<
  S3BackendConfig,
  "region" | "assume_role" | "endpoints" | "use_path_style" | "skip_s3_checksum"
>;

/** Clients that sign in as Terraform does: the default chain of credentials, then the role of the block. */
export function connectS3(access: S3Access, { environment }: Surroundings): S3Connection {
  const { region, assume_role: role, endpoints, use_path_style = false, skip_s3_checksum = false } = access;
  const agents = httpsAgents(environment);
  const common = {
    region: region === "auto" ? "us-east-1" : region,
    requestHandler: { ...agents, connectionTimeout: 10_000, requestTimeout: 60_000 },
  };
  const sts = new STSClient(common);
  const signed = {
    ...common,
    ...(role === undefined ? {} : { credentials: () => assumeRole(sts, role) }),
  };
  return {
    sts,
    dynamodb: new DynamoDBClient(signed),
    s3: new S3Client({
      ...signed,
      // R2 knows its own region only, by the name auto.
      region,
      forcePathStyle: use_path_style,
      ...(endpoints === undefined ? {} : { endpoint: endpoints.s3 }),
      // Stores that are S3 in all but this refuse the checksums that the SDK adds by itself.
      ...(skip_s3_checksum
        ? { requestChecksumCalculation: "WHEN_REQUIRED", responseChecksumValidation: "WHEN_REQUIRED" }
        : {}),
    }),
  };
}
