// What the API refuses beyond its definitions, which have neither enumerations nor ranges: read from the fields'
// descriptions, https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.34/
import type { Fields } from "../../../scripts/render/manifest";

const oneOf = (...values: readonly string[]): Fields => ({ enum: values });
const from = (minimum: number, maximum?: number): Fields =>
  maximum === undefined ? { minimum } : { minimum, maximum };
const all = (...values: readonly string[]): Fields => ({ items: { type: "string", enum: values } });

const port = from(1, 65535);
const fileMode = from(0, 0o777);
const protocol = oneOf("TCP", "UDP", "SCTP");
/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const label = { pattern: "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$" };
const portName = { pattern: "^(?=.*[a-z])[a-z0-9]([a-z0-9-]{0,13}[a-z0-9])?$" };
const cron = { pattern: "^(@(yearly|annually|monthly|weekly|daily|midnight|hourly)|(\\S+ +){4}\\S+)$" };
const cidr = { pattern: "^[0-9a-fA-F.:]+/\\d{1,3}$" };
const resourceNames = {
  propertyNames: { pattern: "^(cpu|memory|ephemeral-storage|hugepages-[0-9]+[KMG]i|[a-z0-9.-]+/[\\w.-]+)$" },
};
const quotaNames = {
  propertyNames: {
    pattern:
      "^((requests|limits)\\.)?(cpu|memory|ephemeral-storage|storage)$|^pods$|^(services|secrets|configmaps|persistentvolumeclaims|replicationcontrollers|resourcequotas)$|^services\\.(loadbalancers|nodeports)$|^count/[a-z0-9.-]+$|^[a-z0-9.-]+\\.storageclass\\.storage\\.k8s\\.io/(requests\\.storage|persistentvolumeclaims)$|^requests\\.[a-z0-9.-]+/[\\w.-]+$",
  },
};
const limitNames = { propertyNames: { pattern: "^(cpu|memory|ephemeral-storage|storage)$" } };
const webhook: Fields = {
  failurePolicy: oneOf("Ignore", "Fail"),
  matchPolicy: oneOf("Exact", "Equivalent"),
  sideEffects: oneOf("None", "NoneOnDryRun"),
  timeoutSeconds: from(1, 30),
};

/** Rules of single fields, by the definition's name without its package. */
export const fieldRules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "core.v1.Container": {
    name: label,
    imagePullPolicy: oneOf("Always", "IfNotPresent", "Never"),
    terminationMessagePolicy: oneOf("File", "FallbackToLogsOnError"),
    restartPolicy: oneOf("Always", "OnFailure", "Never"),
  },
  "core.v1.ContainerPort": { containerPort: port, hostPort: from(0, 65535), protocol, name: portName },
  "core.v1.EnvVar": { name: { pattern: "^[^=]+$" } },
  "core.v1.VolumeMount": { mountPath: { pattern: "^[^:]+$" } },
  "core.v1.Volume": { name: label },
  "core.v1.KeyToPath": { mode: fileMode },
  "core.v1.ConfigMapVolumeSource": { defaultMode: fileMode },
  "core.v1.SecretVolumeSource": { defaultMode: fileMode },
  "core.v1.ProjectedVolumeSource": { defaultMode: fileMode },
  "core.v1.ServiceAccountTokenProjection": { expirationSeconds: from(600, 4294967296) },
  "core.v1.EmptyDirVolumeSource": { medium: { pattern: "^(Memory|HugePages.*)?$" } },
  "core.v1.HostPathVolumeSource": {
    type: oneOf(
      "",
      "DirectoryOrCreate",
      "Directory",
      "FileOrCreate",
      "File",
      "Socket",
      "CharDevice",
      "BlockDevice",
    ),
  },
  "core.v1.PodSpec": {
    restartPolicy: oneOf("Always", "OnFailure", "Never"),
    dnsPolicy: oneOf("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"),
    preemptionPolicy: oneOf("PreemptLowerPriority", "Never"),
    terminationGracePeriodSeconds: from(0),
    containers: { minItems: 1 },
  },
  "core.v1.PodSecurityContext": {
    fsGroupChangePolicy: oneOf("OnRootMismatch", "Always"),
    runAsUser: from(0),
    runAsGroup: from(0),
    fsGroup: from(0),
  },
  "core.v1.SecurityContext": {
    procMount: oneOf("Default", "Unmasked"),
    runAsUser: from(0),
    runAsGroup: from(0),
  },
  "core.v1.SeccompProfile": { type: oneOf("Unconfined", "RuntimeDefault", "Localhost") },
  "core.v1.HTTPGetAction": { scheme: oneOf("HTTP", "HTTPS") },
  "core.v1.Probe": {
    initialDelaySeconds: from(0),
    periodSeconds: from(1),
    timeoutSeconds: from(1),
    failureThreshold: from(1),
    successThreshold: from(1),
  },
  "core.v1.Toleration": {
    operator: oneOf("Exists", "Equal", "Lt", "Gt"),
    effect: oneOf("", "NoSchedule", "PreferNoSchedule", "NoExecute"),
  },
  "core.v1.NodeSelectorRequirement": { operator: oneOf("In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt") },
  "core.v1.WeightedPodAffinityTerm": { weight: from(1, 100) },
  "core.v1.PreferredSchedulingTerm": { weight: from(1, 100) },
  "core.v1.TopologySpreadConstraint": {
    whenUnsatisfiable: oneOf("DoNotSchedule", "ScheduleAnyway"),
    maxSkew: from(1),
  },
  "core.v1.ResourceRequirements": { limits: resourceNames, requests: resourceNames },
  "core.v1.ServicePort": { port, protocol, nodePort: from(1, 65535) },
  "core.v1.ServiceSpec": {
    type: oneOf("ClusterIP", "NodePort", "LoadBalancer", "ExternalName"),
    sessionAffinity: oneOf("None", "ClientIP"),
    externalTrafficPolicy: oneOf("Cluster", "Local"),
    internalTrafficPolicy: oneOf("Cluster", "Local"),
    ipFamilyPolicy: oneOf("SingleStack", "PreferDualStack", "RequireDualStack"),
  },
  "core.v1.PersistentVolumeClaimSpec": {
    accessModes: all("ReadWriteOnce", "ReadOnlyMany", "ReadWriteMany", "ReadWriteOncePod"),
    volumeMode: oneOf("Block", "Filesystem"),
  },
  "core.v1.LimitRangeItem": {
    type: oneOf("Pod", "Container", "PersistentVolumeClaim"),
    default: limitNames,
    defaultRequest: limitNames,
    max: limitNames,
    min: limitNames,
  },
  "core.v1.ResourceQuotaSpec": {
    hard: quotaNames,
    scopes: all(
      "Terminating",
      "NotTerminating",
      "BestEffort",
      "NotBestEffort",
      "PriorityClass",
      "CrossNamespacePodAffinity",
    ),
  },
  "apps.v1.DeploymentSpec": { replicas: from(0), revisionHistoryLimit: from(0) },
  "apps.v1.DeploymentStrategy": { type: oneOf("Recreate", "RollingUpdate") },
  "apps.v1.StatefulSetSpec": { podManagementPolicy: oneOf("OrderedReady", "Parallel"), replicas: from(0) },
  "apps.v1.StatefulSetUpdateStrategy": { type: oneOf("RollingUpdate", "OnDelete") },
  "apps.v1.DaemonSetUpdateStrategy": { type: oneOf("RollingUpdate", "OnDelete") },
  "batch.v1.JobSpec": {
    completionMode: oneOf("NonIndexed", "Indexed"),
    backoffLimit: from(0),
    ttlSecondsAfterFinished: from(0),
    activeDeadlineSeconds: from(1),
  },
  "batch.v1.CronJobSpec": {
    schedule: cron,
    concurrencyPolicy: oneOf("Allow", "Forbid", "Replace"),
    successfulJobsHistoryLimit: from(0),
    failedJobsHistoryLimit: from(0),
  },
  "networking.v1.NetworkPolicySpec": { policyTypes: all("Ingress", "Egress") },
  "networking.v1.NetworkPolicyPort": { protocol, endPort: port },
  "networking.v1.IPBlock": { cidr, except: { items: { type: "string", ...cidr } } },
  "networking.v1.HTTPIngressPath": { pathType: oneOf("Exact", "Prefix", "ImplementationSpecific") },
  "autoscaling.v2.HorizontalPodAutoscalerSpec": { minReplicas: from(0), maxReplicas: from(1) },
  "autoscaling.v2.MetricSpec": { type: oneOf("ContainerResource", "External", "Object", "Pods", "Resource") },
  "autoscaling.v2.MetricTarget": {
    type: oneOf("Utilization", "Value", "AverageValue"),
    averageUtilization: from(1),
  },
  "policy.v1.PodDisruptionBudgetSpec": {
    unhealthyPodEvictionPolicy: oneOf("IfHealthyBudget", "AlwaysAllow"),
  },
  "rbac.v1.RoleRef": { kind: oneOf("Role", "ClusterRole"), apiGroup: oneOf("rbac.authorization.k8s.io") },
  "rbac.v1.Subject": { kind: oneOf("User", "Group", "ServiceAccount") },
  "rbac.v1.PolicyRule": { verbs: { minItems: 1 } },
  "scheduling.v1.PriorityClass": {
    value: { maximum: 1_000_000_000 },
    preemptionPolicy: oneOf("PreemptLowerPriority", "Never"),
  },
  "storage.v1.StorageClass": {
    reclaimPolicy: oneOf("Delete", "Retain"),
    volumeBindingMode: oneOf("Immediate", "WaitForFirstConsumer"),
  },
  "admissionregistration.v1.ValidatingWebhook": webhook,
  "admissionregistration.v1.MutatingWebhook": {
    ...webhook,
    reinvocationPolicy: oneOf("Never", "IfNeeded"),
  },
  "meta.v1.LabelSelectorRequirement": { operator: oneOf("In", "NotIn", "Exists", "DoesNotExist") },
};

const handlers = ["exec", "httpGet", "tcpSocket", "grpc"];

/** Rules of whole objects, by the same names. */
export const objectRules: Readonly<Record<string, Fields>> = {
  "core.v1.Container": { required: ["image"] },
  "core.v1.Probe": { oneOf: handlers.map((handler) => ({ required: [handler] })) },
  // A name, and the one source of what is mounted.
  "core.v1.Volume": { minProperties: 2, maxProperties: 2 },
  "core.v1.EnvVar": { not: { required: ["value", "valueFrom"], properties: { value: { minLength: 1 } } } },
  "core.v1.EnvVarSource": { minProperties: 1, maxProperties: 1 },
  "networking.v1.NetworkPolicyPeer": {
    minProperties: 1,
    not: { anyOf: ["podSelector", "namespaceSelector"].map((name) => ({ required: ["ipBlock", name] })) },
  },
  "policy.v1.PodDisruptionBudgetSpec": { not: { required: ["minAvailable", "maxUnavailable"] } },
};
