import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { StateBackendSettings } from "../../contract/state-backend";

/**
 * Has Terraform forget, and not destroy, what an edit of the settings takes out of the configuration: the key that old
 * versions of the state are encrypted with, and the access log. `prevent_destroy` can't keep them, because it goes with
 * the resource.
 * https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources
 */
export function keepWhatIsLeftOut(backend: Construct, settings: StateBackendSettings): void {
  const scopes = backend.node.scopes.slice(2).map((scope) => scope.node.id);
  const prefix = scopes.join("_");
  const leftOut = [
    ...(settings.encryption === "customer-key" ? [] : key),
    ...(settings.accessLogDays === 0 ? accessLog : []),
  ];
  TerraformStack.of(backend).addOverride(
    "removed",
    leftOut.map((resource) => ({
      from: resource.replace("/", `.${prefix}_`),
      lifecycle: { destroy: false },
    })),
  );
}

const key = [
  "google_kms_key_ring/key_ring",
  "google_kms_crypto_key/key_key",
  "google_kms_crypto_key_iam_member/key_grant",
];
const accessLog = [
  "google_storage_bucket/access-log_store_bucket",
  "google_storage_bucket_iam_member/access-log_delivery",
];
