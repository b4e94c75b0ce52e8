// Object Storage: buckets carry no labels, and are known by their names.
import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import type { Environment } from "../../scripts/host";
import { CommandError } from "../command-error";
import { httpsAgents } from "../stores/https-agents";

/** The names of all buckets that the project has in a location. */
export type BucketNames = () => Promise<readonly string[]>;

/** Where Object Storage of a location answers. */
export function objectStorageEndpoint(location: string): string {
  return `https://${location}.your-objectstorage.com`;
}

/** Asks with the keys that Terraform has. */
export function bucketNamesIn(location: string, environment: Environment): BucketNames {
  const {
    TF_VAR_object_storage_access_key: accessKeyId = "",
    TF_VAR_object_storage_secret_key: secretAccessKey = "",
  } = environment;
  return async () => {
    if (accessKeyId === "" || secretAccessKey === "") {
      throw new CommandError(
        "credentials",
        "no keys of the project's Object Storage were found",
        "set TF_VAR_object_storage_access_key and TF_VAR_object_storage_secret_key, then run the same command",
      );
    }
    const client = new S3Client({
      endpoint: objectStorageEndpoint(location),
      region: location,
      forcePathStyle: true,
      credentials: { accessKeyId, secretAccessKey },
      requestHandler: httpsAgents(environment),
    });
    const { Buckets: buckets = [] } = await client.send(new ListBucketsCommand({}));
    return buckets.flatMap(({ Name: name }) => (name === undefined ? [] : [name]));
  };
}
