import type { Construct } from "constructs";
import type { ValuesByFeature } from "../../contract/chart-values";
import type { BucketPurpose } from "../../contract/feature";
import type { PlatformStores, PlatformStoresProps } from "../../contract/platform-cloud";
import { lokiStorage, tempoStorage, veleroStorage } from "../../contract/storage-values";
import { platformBucket } from "./platform-bucket";

/** Buckets of Cloud Storage, secrets of Secret Manager, and zones of Cloud DNS. */
export function gcpPlatformStores(scope: Construct, props: PlatformStoresProps): PlatformStores {
  const { namePrefix, account, purposes, identities } = props;
  const buckets = Object.fromEntries(
    purposes.map((purpose) => [purpose, platformBucket(scope, purpose, props)]),
  );
  return {
    secretPrefix: `${namePrefix}-`,
    buckets,
    backupRemote:
      buckets.backups === undefined
        ? ""
        : `:gcs,env_auth=true,bucket_policy_only=true,no_check_bucket=true:${buckets.backups}`,
    values: values(props, buckets),
    // By the identity of the controller's own pods.
    secretProvider: identities["external-secrets"] && { gcpsm: { projectID: account.id } },
    acmeSolvers: identities["cert-manager"] === undefined ? [] : [solver(props)],
  };
}

function values(
  { account, dnsZones }: PlatformStoresProps,
  { backups, logs, traces }: Readonly<Partial<Record<BucketPurpose, string>>>,
): ValuesByFeature {
  return {
    "external-dns": {
      provider: { name: "google" },
      extraArgs: { "google-project": account.id, "zone-id-filter": dnsZones.map(({ id }) => id) },
    },
    ...(backups !== undefined && {
      velero: veleroStorage({ provider: "gcp", plugin: "gcp", bucket: backups, config: {} }),
    }),
    ...(logs !== undefined && { loki: lokiStorage("gcs", logs, {}) }),
    ...(traces !== undefined && { tempo: tempoStorage("gcs", { bucket_name: traces }) }),
  };
}

/** https://cert-manager.io/docs/configuration/acme/dns01/google/ */
function solver({ account, dnsZones }: PlatformStoresProps): object {
  const [zone, ...others] = dnsZones;
  // Among several, cert-manager looks for the one of the name.
  const hostedZone = zone === undefined || others.length > 0 ? {} : { hostedZoneName: zone.id };
  return { dns01: { cloudDNS: { project: account.id, ...hostedZone } } };
}
