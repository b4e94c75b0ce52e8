import type { ChartValues } from "./chart-values";

/** The kinds of object storage that Loki and Tempo know, by the names that both have for them. */
export type ObjectStorageKind = "s3" | "azure" | "gcs";

/**
 * Loki's storage, as its chart takes it.
 *
 * @param settings what its client for this kind of storage needs beside the bucket's name
 */
export function lokiStorage(kind: ObjectStorageKind, bucket: string, settings: ChartValues): ChartValues {
  return {
    loki: {
      storage: { type: kind, bucketNames: { chunks: bucket, ruler: bucket }, [kind]: settings },
      schemaConfig: {
        configs: [
          {
            from: "2024-04-01",
            store: "tsdb",
            object_store: kind,
            schema: "v13",
            index: { prefix: "index_", period: "24h" },
          },
        ],
      },
      compactor: { delete_request_store: kind },
    },
  };
}

/**
 * Tempo's storage, as its chart takes it.
 *
 * @param settings what its client needs, the bucket's name included
 */
export function tempoStorage(kind: ObjectStorageKind, settings: ChartValues): ChartValues {
  return { tempo: { storage: { trace: { backend: kind, [kind]: settings } } } };
}

/** The version of Velero's plugins for clouds: https://github.com/vmware-tanzu/velero-plugin-for-aws#compatibility */
const veleroPluginVersion = "v1.14.0";

/** Where Velero keeps backups. */
export interface VeleroStorage {
  /** The plugin's name for the cloud. */
  readonly provider: string;
  /** What the plugin's image has behind "velero-plugin-for-". */
  readonly plugin: string;
  /** The bucket's or the container's name. */
  readonly bucket: string;
  /** The plugin's own settings, all of them text. */
  readonly config: Readonly<Record<string, string>>;
}

/** Velero's storage and the plugin for it, as its chart takes them. */
export function veleroStorage({ provider, plugin, bucket, config }: VeleroStorage): ChartValues {
  return {
    initContainers: [
      {
        name: `velero-plugin-for-${plugin}`,
        image: `docker.io/velero/velero-plugin-for-${plugin}:${veleroPluginVersion}`,
        volumeMounts: [{ name: "plugins", mountPath: "/target" }],
        resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { cpu: "500m", memory: "128Mi" } },
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          capabilities: { drop: ["ALL"] },
          seccompProfile: { type: "RuntimeDefault" },
        },
      },
    ],
    configuration: {
      backupStorageLocation: [
        { name: "default", default: true, provider, bucket, prefix: backupFolders.cluster, config },
      ],
    },
  };
}

/** What is in the bucket for backups, by folder. */
export const backupFolders = {
  /** Velero's, which knows what newer backups still need of older ones and removes the rest itself. */
  cluster: "velero",
  /** Applications' data services', each backup whole; the bucket removes them. */
  applications: "applications",
} as const;

/**
 * Days after which the buckets themselves remove logs and traces. Loki and Tempo do it a day before, so that neither
 * finds an index of what is gone.
 */
export function daysInBucket(retentionDays: number): number {
  return retentionDays + 1;
}

/** Days for which what was deleted from the backups can be had back, on every cloud. */
export const deletedBackupDays = 7;
