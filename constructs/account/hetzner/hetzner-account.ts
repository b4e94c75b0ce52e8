import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import { objectStorageEndpoint } from "./hetzner-locations";

/**
 * Points a stack's `aws` provider at one location's Object Storage, which speaks S3 and nothing else of AWS: none of
 * the calls that would look for the rest. Hetzner's own provider has no buckets, and buckets have no tags
 * (https://docs.hetzner.com/storage/object-storage/supported-actions). The keys are the project's, in
 * AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
 */
export function useHetznerObjectStorage(stack: TerraformStack, location: string): void {
  new AwsProvider(stack, "aws", {
    region: location,
    endpoints: [{ s3: objectStorageEndpoint(location) }],
    s3UsePathStyle: true,
    skipCredentialsValidation: true,
    skipRegionValidation: true,
    skipRequestingAccountId: true,
    skipMetadataApiCheck: "true",
  });
}
