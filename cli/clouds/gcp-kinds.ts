// Google Cloud's kinds of resources: the type of an asset, Terraform's type, and the command that deletes it.

/** A kind of resource. Its import id is its full name without the API. */
export interface GcpKind {
  readonly type: string;
  /** Whether the stack's labels are on it; what has none is known by the name that the stack gives it. */
  readonly hasLabels: boolean;
  /** The type of what it stands in, where its own name is no other's only there. */
  readonly parent?: string;
  /** With NAME, PLACE (a region or zone) and PARENT. */
  readonly deletion: string;
}

const named = (type: string, deletion: string): GcpKind => ({ type, hasLabels: false, deletion });

/** By the type of the asset: https://docs.cloud.google.com/asset-inventory/docs/asset-types */
export const gcpKinds: Readonly<Record<string, GcpKind>> = {
  "compute.googleapis.com/Address": {
    type: "google_compute_address",
    hasLabels: true,
    deletion: "gcloud compute addresses delete NAME --region PLACE",
  },
  "container.googleapis.com/Cluster": {
    type: "google_container_cluster",
    hasLabels: true,
    deletion: "gcloud container clusters delete NAME --location PLACE",
  },
  "dns.googleapis.com/ManagedZone": {
    type: "google_dns_managed_zone",
    hasLabels: true,
    deletion: "gcloud dns managed-zones delete NAME",
  },
  "storage.googleapis.com/Bucket": {
    type: "google_storage_bucket",
    hasLabels: true,
    deletion: "gcloud storage rm --recursive gs://NAME",
  },
  "container.googleapis.com/NodePool": {
    ...named(
      "google_container_node_pool",
      "gcloud container node-pools delete NAME --cluster PARENT --location PLACE",
    ),
    parent: "google_container_cluster",
  },
  "compute.googleapis.com/Firewall": named(
    "google_compute_firewall",
    "gcloud compute firewall-rules delete NAME",
  ),
  "compute.googleapis.com/Network": named("google_compute_network", "gcloud compute networks delete NAME"),
  "compute.googleapis.com/Route": named("google_compute_route", "gcloud compute routes delete NAME"),
  "compute.googleapis.com/Router": named(
    "google_compute_router",
    "gcloud compute routers delete NAME --region PLACE",
  ),
  "compute.googleapis.com/Subnetwork": named(
    "google_compute_subnetwork",
    "gcloud compute networks subnets delete NAME --region PLACE",
  ),
  "iam.googleapis.com/Role": named("google_project_iam_custom_role", "gcloud iam roles delete NAME"),
  "iam.googleapis.com/ServiceAccount": named(
    "google_service_account",
    "gcloud iam service-accounts delete NAME",
  ),
  "logging.googleapis.com/LogBucket": named(
    "google_logging_project_bucket_config",
    "gcloud logging buckets delete NAME --location PLACE",
  ),
  "logging.googleapis.com/LogSink": named("google_logging_project_sink", "gcloud logging sinks delete NAME"),
};

/**
 * Assets that carry labels for ever, as Google deletes none of them: nothing tells those of an environment that was
 * destroyed from those of the one that has its name now.
 */
export const keptByGoogle: readonly string[] = [
  "cloudkms.googleapis.com/CryptoKey",
  "cloudkms.googleapis.com/CryptoKeyVersion",
];

const keptForEver = "Google keeps those of environments that are gone, and says of none whose it is";
const grant = "a grant has no name; where it exists, the next apply takes it as it is";

/** What Hera makes beside these. */
export const unseenOnGcp: Readonly<Record<string, string>> = {
  google_compute_router_nat: "stands within its router",
  google_dns_managed_zone_iam_member: grant,
  google_dns_record_set: "stands within its zone",
  google_kms_crypto_key: keptForEver,
  google_kms_crypto_key_iam_member: grant,
  google_kms_key_ring: keptForEver,
  google_logging_project_exclusion: "is not in Google's inventory",
  google_project_iam_member: grant,
  google_project_service: "carries no labels; where it is on, the next apply takes it as it is",
  google_service_account_iam_member: grant,
};
