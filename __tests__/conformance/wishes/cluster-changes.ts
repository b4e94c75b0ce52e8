import { encryptionKeys } from "../../../constructs/contract/encryption-key";
import { endpointAccesses, upgradeChannels } from "../../../constructs/contract/kubernetes-cluster";
import { workloadPermissions } from "../../../constructs/contract/workload-identity";
import { absent } from "../../configuration/valid-configuration";
import { another, anotherFigure, type OtherValue } from "./other";
import type { Subject } from "./subject";

const path = "environment.kubernetesCluster";

type Cluster = Subject["read"]["kubernetesCluster"];

function ofCluster(field: keyof Cluster, value: (cluster: Cluster, subject: Subject) => unknown): OtherValue {
  return (subject) => ({ [`${path}.${field}`]: value(subject.read.kubernetesCluster, subject) });
}

/** A window where the cloud keeps to one; else one to be refused. */
function ofWindow(
  change: (window: NonNullable<Cluster["maintenanceWindow"]>, subject: Subject) => object,
): OtherValue {
  return (subject) => {
    const { maintenanceWindow: window } = subject.read.kubernetesCluster;
    const hours = subject.can.maintenanceWindowHours;
    const isUnknown = !("minimum" in hours) && hours.length === 0;
    const current = isUnknown ? ({ day: "sunday", startHour: 2, durationHours: 12 } as const) : window;
    return current && { [`${path}.maintenanceWindow`]: { ...current, ...change(current, subject) } };
  };
}

function ofIdentity(field: string, value: (subject: Subject) => unknown): OtherValue {
  return (subject) => subject.identity && { [`${path}.workloadIdentities.0.${field}`]: value(subject) };
}

/** Other values for the cluster. */
export const clusterChanges: Readonly<Record<string, OtherValue>> = {
  [`${path}.kubernetesVersion`]: ofCluster("kubernetesVersion", ({ kubernetesVersion }, { can }) =>
    another([...can.kubernetesVersions, "1.99"], kubernetesVersion),
  ),
  // Further support is sold for control planes that outlive a zone.
  [`${path}.upgradeChannel`]: ({ read: { kubernetesCluster } }) =>
    kubernetesCluster.controlPlaneHa
      ? { [`${path}.upgradeChannel`]: another(upgradeChannels, kubernetesCluster.upgradeChannel) }
      : undefined,
  // Who may come from outside belongs to it.
  [`${path}.endpointAccess`]: ({ read: { kubernetesCluster } }) => {
    const endpointAccess = another(endpointAccesses, kubernetesCluster.endpointAccess);
    return {
      [`${path}.endpointAccess`]: endpointAccess,
      [`${path}.authorizedCidrs`]: endpointAccess === "private" ? absent : ["203.0.113.0/24"],
    };
  },
  [`${path}.authorizedCidrs`]: ofCluster("authorizedCidrs", () => ["203.0.113.0/24"]),
  [`${path}.controlPlaneHa`]: ofCluster("controlPlaneHa", ({ controlPlaneHa }) => !controlPlaneHa),
  [`${path}.secretsEncryption`]: ofCluster("secretsEncryption", ({ secretsEncryption }) =>
    another(encryptionKeys, secretsEncryption),
  ),
  // Nobody may read what isn't kept.
  [`${path}.controlPlaneLogs`]: ({ read: { kubernetesCluster }, can }) => {
    const { controlPlaneLogs: log, workloadIdentities } = kubernetesCluster;
    if (workloadIdentities.some(({ permissions }) => permissions.includes("logs.read"))) return undefined;
    const kept = { retentionDays: anotherFigure(can.controlPlaneLogRetentionDays, 0) };
    return { [`${path}.controlPlaneLogs`]: log === "off" ? kept : "off" };
  },
  [`${path}.controlPlaneLogs.retentionDays`]: ({ read: { kubernetesCluster }, can }) => {
    const { controlPlaneLogs: log } = kubernetesCluster;
    if (log === "off") return undefined;
    const retentionDays = anotherFigure(can.controlPlaneLogRetentionDays, log.retentionDays);
    return { [`${path}.controlPlaneLogs`]: { retentionDays } };
  },
  [`${path}.deletionProtection`]: ofCluster(
    "deletionProtection",
    ({ deletionProtection }) => !deletionProtection,
  ),
  [`${path}.maintenanceWindow.day`]: ofWindow(({ day }) => ({ day: another(["monday", "sunday"], day) })),
  [`${path}.maintenanceWindow.startHour`]: ofWindow(({ startHour }) => ({ startHour: (startHour + 1) % 24 })),
  [`${path}.maintenanceWindow.durationHours`]: ofWindow(({ durationHours }, { can }) => ({
    durationHours: anotherFigure(can.maintenanceWindowHours, durationHours),
  })),
  [`${path}.workloadIdentities.*.name`]: ofIdentity("name", () => "other"),
  [`${path}.workloadIdentities.*.namespace`]: ofIdentity("namespace", () => "another-namespace"),
  [`${path}.workloadIdentities.*.serviceAccount`]: ofIdentity("serviceAccount", () => "other"),
  // Buckets belong to the permission to use them.
  [`${path}.workloadIdentities.*.permissions`]: ({ identity }) =>
    identity && {
      [`${path}.workloadIdentities.0.buckets`]: absent,
      [`${path}.workloadIdentities.0.permissions`]: another(
        workloadPermissions.map((one) => [one]),
        [...identity.permissions],
      ),
    },
  [`${path}.workloadIdentities.*.buckets`]: ofIdentity("buckets", ({ identity }) =>
    another([["uploads"], ["uploads", "reports"]], [...(identity?.buckets ?? [])]),
  ),
};
