import type { Environment } from "../../scripts/host";
import { connectGoogle, type GoogleConnection } from "./google-connection";

/**
 * Calls Cloud Storage's JSON API as Terraform's gcs backend would.
 * https://developer.hashicorp.com/terraform/language/v1.11.x/backend/gcs
 */
export function connectGcs(environment: Environment): GoogleConnection {
  return connectGoogle(environment, {
    host: "storage.googleapis.com",
    key: environment.GOOGLE_BACKEND_CREDENTIALS ?? environment.GOOGLE_CREDENTIALS ?? "",
    scope: "https://www.googleapis.com/auth/devstorage.read_write",
  });
}
