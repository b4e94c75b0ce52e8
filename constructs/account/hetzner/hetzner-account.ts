import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { AssetType, TerraformAsset, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { HcloudProvider } from "../../../.gen/providers/hcloud/provider";
import type { Account } from "../../contract/project";
import { objectStorageEndpoint } from "./hetzner-locations";
import { hcloudToken, objectStorageKeys } from "./secrets";

/** A Hetzner Cloud project and the locations that its environments take. */
export type HetznerAccount = Pick<Account, "id" | "zones">;

const storageProvider = "object-storage";

/**
 * Points a stack's providers at a Hetzner Cloud project. The token alone decides which: no call tells a project's id.
 * Labels aren't the provider's matter: every construct gives them to what it makes.
 */
export function useHetznerAccount(stack: TerraformStack, account: HetznerAccount): void {
  new HcloudProvider(stack, "hcloud", { token: hcloudToken(stack) });
  const checksums = new TerraformAsset(stack, "s3-checksums", {
    path: "constructs/account/hetzner/s3-checksums.ini",
    type: AssetType.FILE,
  });
  // Beside an aws provider without alias, where the environment's workloads are on AWS.
  new AwsProvider(stack, storageProvider, {
    ...objectStorage(bucketLocation(account)),
    alias: storageProvider,
    ...objectStorageKeys(stack),
    // The SDK would end uploads with a checksum, which Hetzner refuses, and no argument of the provider turns it off:
    // https://github.com/hetznercloud/terraform-provider-hcloud/issues/1114
    sharedConfigFiles: [checksums.path],
    // What AWS_PROFILE names isn't in that file.
    profile: "default",
  });
}

/** The provider of the buckets of a scope's stack; each of them names it. */
export function objectStorageOf(scope: Construct): AwsProvider {
  const found = TerraformStack.of(scope).node.tryFindChild(storageProvider);
  if (found instanceof AwsProvider) return found;
  throw new Error("the stack has no provider for Object Storage; call useHetznerAccount first");
}

/** The location of an environment's buckets: the project's first, so that a further one moves nothing. */
export function bucketLocation({ zones }: Pick<Account, "zones">): string {
  const [location] = zones;
  if (location === undefined) throw new Error("the account lists no location");
  return location;
}

/** An environment's bucket. All customers of Hetzner share the names, so it has the project's id in it. */
export function bucketName(namePrefix: string, { id }: Pick<Account, "id">, what: string): string {
  return `${namePrefix}-${id}-${what}`;
}

/**
 * Points a stack's `aws` provider at one location's Object Storage, with the keys that are in AWS_ACCESS_KEY_ID and
 * AWS_SECRET_ACCESS_KEY: for a stack whose state is there, too, because a backend reads no variables.
 */
export function useHetznerObjectStorage(stack: TerraformStack, location: string): void {
  new AwsProvider(stack, "aws", objectStorage(location));
}

/**
 * Object Storage speaks S3 and nothing else of AWS: none of the calls that would look for the rest. Hetzner's own
 * provider has no buckets, and buckets have no tags
 * (https://docs.hetzner.com/storage/object-storage/supported-actions).
 */
function objectStorage(location: string): AwsProviderConfig {
  return {
    region: location,
    endpoints: [{ s3: objectStorageEndpoint(location) }],
    s3UsePathStyle: true,
    skipCredentialsValidation: true,
    skipRegionValidation: true,
    skipRequestingAccountId: true,
    skipMetadataApiCheck: "true",
  };
}
