import { CloudflareProvider } from "@cdktf/provider-cloudflare/lib/provider";
import type { TerraformStack } from "cdktf";

/**
 * Gives a stack the `cloudflare` provider. Each resource names its account itself, and buckets have no tags; the token
 * is in CLOUDFLARE_API_TOKEN.
 */
export function useCloudflare(stack: TerraformStack): void {
  new CloudflareProvider(stack, "cloudflare", {});
}
