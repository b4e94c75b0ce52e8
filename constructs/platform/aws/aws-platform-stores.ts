import type { Construct } from "constructs";
import type { ValuesByFeature } from "../../contract/chart-values";
import type { BucketPurpose } from "../../contract/feature";
import type { PlatformStores, PlatformStoresProps } from "../../contract/platform-cloud";
import { lokiStorage, tempoStorage, veleroStorage } from "../../contract/storage-values";
import { PlatformBucket } from "./platform-bucket";

/** Buckets of S3, secrets of Secrets Manager, and zones of Route 53. */
export function awsPlatformStores(scope: Construct, props: PlatformStoresProps): PlatformStores {
  const { namePrefix, region, purposes, identities } = props;
  const buckets = Object.fromEntries(
    purposes.map((purpose) => [purpose, new PlatformBucket(scope, purpose, { ...props, purpose }).name]),
  );
  return {
    secretPrefix: `${namePrefix}/`,
    buckets,
    backupRemote:
      buckets.backups === undefined
        ? ""
        : `:s3,provider=AWS,env_auth=true,region=${region},no_check_bucket=true:${buckets.backups}`,
    values: values(props, buckets),
    // By the identity of the controller's own pods.
    secretProvider: identities["external-secrets"] && { aws: { service: "SecretsManager", region } },
    acmeSolvers: identities["cert-manager"] === undefined ? [] : [solver(props)],
  };
}

function values(
  { region, dnsZones }: PlatformStoresProps,
  { backups, logs, traces }: Readonly<Partial<Record<BucketPurpose, string>>>,
): ValuesByFeature {
  return {
    "external-dns": {
      provider: { name: "aws" },
      env: [{ name: "AWS_DEFAULT_REGION", value: region }],
      extraArgs: { "zone-id-filter": dnsZones.map(({ id }) => id) },
    },
    ...(backups !== undefined && {
      velero: veleroStorage({ provider: "aws", plugin: "aws", bucket: backups, config: { region } }),
    }),
    ...(logs !== undefined && { loki: lokiStorage("s3", logs, { region }) }),
    ...(traces !== undefined && {
      tempo: tempoStorage("s3", { bucket: traces, region, endpoint: `s3.${region}.amazonaws.com` }),
    }),
    // For clusters elsewhere, whose pods get their tokens by it.
    "workload-identity-webhook": { config: { defaultAwsRegion: region } },
  };
}

/** https://cert-manager.io/docs/configuration/acme/dns01/route53/ */
function solver({ region, dnsZones }: PlatformStoresProps): object {
  const [zone, ...others] = dnsZones;
  // Among several, cert-manager looks for the one of the name.
  const hostedZone = zone === undefined || others.length > 0 ? {} : { hostedZoneID: zone.id };
  return { dns01: { route53: { region, ...hostedZone } } };
}
