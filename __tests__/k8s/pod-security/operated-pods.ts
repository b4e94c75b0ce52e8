// The pods that controllers make of the platform's custom resources and settings, as far as Pod Security looks at them.
import {
  at,
  type Fields,
  isFields,
  listAt,
  type Manifest,
  nameOf,
  readYaml,
} from "../../../scripts/render/manifest";
import type { Pod } from "../pods";

/** How a controller makes the spec of its pods. */
type Maker = (manifest: Manifest) => Fields;

const makers: Readonly<Record<string, Maker>> = {
  "redis.redis.opstreelabs.in/v1beta2 RedisReplication": redisPod,
  "redis.redis.opstreelabs.in/v1beta2 RedisSentinel": redisPod,
  "mongodbcommunity.mongodb.com/v1 MongoDBCommunity": mongoDbPod,
  "monitoring.coreos.com/v1 Prometheus": (manifest) =>
    monitoringPod(manifest, ["prometheus", "config-reloader"]),
  "monitoring.coreos.com/v1 Alertmanager": (manifest) =>
    monitoringPod(manifest, ["alertmanager", "config-reloader"]),
};

/** What a controller makes of an object: the one pod that all of its replicas are, or none. */
export function operatedPodsOf(manifest: Manifest): readonly Pod[] {
  const { apiVersion, kind, metadata } = manifest;
  const make = metadata.name.endsWith("-workflow-controller-configmap")
    ? stepPod
    : makers[`${apiVersion} ${kind}`];
  if (make === undefined) return [];
  const { namespace = "default" } = metadata;
  return [{ owner: nameOf(manifest), kind, namespace, labels: {}, annotations: {}, spec: make(manifest) }];
}

/** https://github.com/OT-CONTAINER-KIT/redis-operator/blob/v0.24.0/internal/k8sutils/statefulset.go */
function redisPod({ spec }: Manifest): Fields {
  const exporter = at(spec, "redisExporter");
  return {
    hostNetwork: at(spec, "hostNetwork"),
    securityContext: at(spec, "podSecurityContext"),
    initContainers: [
      { name: "init-config", securityContext: at(spec, "initContainer", "securityContext") },
      ...listAt(spec, "initContainers"),
    ],
    containers: [
      {
        name: "redis",
        securityContext: at(spec, "securityContext"),
        ports: [{ hostPort: at(spec, "hostPort") }],
      },
      ...(at(exporter, "enabled") === true
        ? [{ name: "redis-exporter", securityContext: at(exporter, "securityContext") }]
        : []),
      ...listAt(spec, "sidecars"),
    ],
    volumes: listAt(spec, "storage", "volumeMount", "volume"),
  };
}

/** What MongoDB's operator and Prometheus' give the containers of theirs. */
const hardened: Fields = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
};

/** https://github.com/mongodb/mongodb-kubernetes/blob/1.9.1/pkg/kube/podtemplatespec/podspec_template.go */
function mongoDbPod({ spec }: Manifest): Fields {
  const given = fieldsAt(spec, "statefulSet", "spec", "template", "spec");
  return {
    ...given,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 2000,
      seccompProfile: { type: "RuntimeDefault" },
      ...fieldsAt(given, "securityContext"),
    },
    initContainers: withOwn(
      ["mongod-posthook", "mongodb-agent-readinessprobe"],
      listAt(given, "initContainers"),
    ),
    containers: withOwn(["mongod", "mongodb-agent"], listAt(given, "containers")),
  };
}

/** https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.0/pkg/prometheus/server/statefulset.go */
function monitoringPod({ spec }: Manifest, own: readonly string[]): Fields {
  return {
    hostNetwork: at(spec, "hostNetwork"),
    securityContext: at(spec, "securityContext"),
    initContainers: withOwn(["init-config-reloader"], listAt(spec, "initContainers")),
    containers: withOwn(own, listAt(spec, "containers")),
    volumes: listAt(spec, "volumes"),
  };
}

/** The steps of a workflow that says nothing of it: https://argo-workflows.readthedocs.io/en/latest/workflow-controller-configmap/ */
function stepPod({ data }: Manifest): Fields {
  const [config] = readYaml(String(at(data, "config")));
  const executor = at(config, "executor", "securityContext");
  return {
    ...fieldsAt(config, "workflowDefaults", "spec"),
    initContainers: [{ name: "init", securityContext: executor }],
    containers: [
      { name: "wait", securityContext: executor },
      { name: "main", securityContext: at(config, "mainContainer", "securityContext") },
    ],
  };
}

/** An operator's own containers beneath what an object says of them, and those that it adds. */
function withOwn(own: readonly string[], given: readonly Fields[]): readonly Fields[] {
  const named = own.map((name) => {
    const container = given.find((one) => one.name === name);
    const securityContext = { ...hardened, ...fieldsAt(container, "securityContext") };
    return { ...container, name, securityContext };
  });
  return [...named, ...given.filter(({ name }) => !own.includes(String(name)))];
}

function fieldsAt(value: unknown, ...path: readonly string[]): Fields {
  const found = at(value, ...path);
  return isFields(found) ? found : {};
}
