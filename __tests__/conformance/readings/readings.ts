import type { CloudName } from "../../../constructs/contract/project";
import type { StateStoreName } from "../../../constructs/contract/state-backend";
import { awsReading } from "./aws";
import { awsStoreReading } from "./aws-store";
import { azureReading } from "./azure";
import { azureStoreReading } from "./azure-store";
import { cloudflareStoreReading } from "./cloudflare-store";
import { gcpReading } from "./gcp";
import { gcpStoreReading } from "./gcp-store";
import { hetznerReading } from "./hetzner";
import { hetznerStoreReading } from "./hetzner-store";
import type { CloudReading, StoreReading } from "./reading";

/** One reading for each cloud in the registry: a cloud without one doesn't compile. */
export const cloudReadings: Readonly<Record<CloudName, CloudReading>> = {
  aws: awsReading,
  azure: azureReading,
  gcp: gcpReading,
  hetzner: hetznerReading,
};

/** One reading for each store. */
export const storeReadings: Readonly<Record<StateStoreName, StoreReading>> = {
  aws: awsStoreReading,
  azure: azureStoreReading,
  gcp: gcpStoreReading,
  hetzner: hetznerStoreReading,
  cloudflare: cloudflareStoreReading,
};
