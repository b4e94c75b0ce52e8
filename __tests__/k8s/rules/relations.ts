// What objects say of each other.
import { at, isFields, listAt, type Manifest, nameOf, textsAt } from "../../../scripts/render/manifest";
import { isSelected } from "../../../scripts/render/selectors";
import { containersOf, type Pod, podsOf } from "../pods";

const workloads = new Set(["Deployment", "StatefulSet", "DaemonSet"]);

/** Selectors that don't choose what they are made for, and names that lead nowhere. */
export function relationProblems(manifests: readonly Manifest[]): readonly string[] {
  const pods = manifests.flatMap(podsOf);
  const names = new Set(
    manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ""}/${metadata.name}`),
  );
  return manifests.flatMap((manifest) =>
    [
      ...ownSelectorProblems(manifest),
      ...scaleProblems(manifest, names),
      ...bindingProblems(manifest, names),
      ...ingressProblems(manifest, manifests),
      ...servicePortProblems(manifest, pods),
      ...podsOf(manifest).flatMap(mountProblems),
      ...podsOf(manifest).flatMap((pod) => accountProblems(pod, names)),
    ].map((problem) => `${nameOf(manifest)}: ${problem}`),
  );
}

/** The API refuses a workload that doesn't choose its own pods. */
function ownSelectorProblems(manifest: Manifest): readonly string[] {
  if (!workloads.has(manifest.kind)) return [];
  const selector = at(manifest, "spec", "selector");
  const isOwn = podsOf(manifest).every(({ labels }) => isSelected(selector, labels));
  return isOwn ? [] : ["its selector doesn't choose the pods of its template"];
}

/** Which pods a selector of labels chooses in a namespace. */
function chosen(
  pods: readonly Pod[],
  namespace: string | undefined,
  labels: Readonly<Record<string, string>>,
) {
  return pods.filter((pod) => pod.namespace === namespace && isSelected({ matchLabels: labels }, pod.labels));
}

/** A target port by name must be a port of the pods. */
function servicePortProblems(manifest: Manifest, pods: readonly Pod[]): readonly string[] {
  if (manifest.kind !== "Service" || manifest.apiVersion !== "v1") return [];
  const targets = chosen(pods, manifest.metadata.namespace, textsAt(manifest, "spec", "selector"));
  const named = new Set(
    targets.flatMap(containersOf).flatMap(({ fields }) => listAt(fields, "ports").map(({ name }) => name)),
  );
  return listAt(manifest, "spec", "ports")
    .map(({ targetPort }) => targetPort)
    .filter((port) => typeof port === "string" && targets.length > 0 && !named.has(port))
    .map((port) => `no pod that it chooses has a port ${port}`);
}

function scaleProblems(manifest: Manifest, names: ReadonlySet<string>): readonly string[] {
  if (manifest.kind !== "HorizontalPodAutoscaler") return [];
  const target = at(manifest, "spec", "scaleTargetRef");
  const name = `${at(target, "kind")} ${manifest.metadata.namespace ?? ""}/${at(target, "name")}`;
  return names.has(name) ? [] : [`there is no ${name} to scale`];
}

/** Roles that a cluster has from its beginning. */
const ownRoles = /^(view|edit|admin|cluster-admin|system:.*)$/;

function bindingProblems(manifest: Manifest, names: ReadonlySet<string>): readonly string[] {
  if (!/^(Cluster)?RoleBinding$/.test(manifest.kind)) return [];
  const kind = at(manifest, "roleRef", "kind");
  const role = String(at(manifest, "roleRef", "name"));
  const namespace = kind === "Role" ? (manifest.metadata.namespace ?? "") : "";
  const isThere =
    names.has(`${kind} ${namespace}/${role}`) || (kind === "ClusterRole" && ownRoles.test(role));
  return isThere ? [] : [`there is no ${kind} ${role} to bind`];
}

function ingressProblems(manifest: Manifest, manifests: readonly Manifest[]): readonly string[] {
  if (manifest.kind !== "Ingress") return [];
  const backends = listAt(manifest, "spec", "rules")
    .flatMap((rule) => listAt(rule, "http", "paths"))
    .map((path) => at(path, "backend", "service"));
  return backends.flatMap((backend) => {
    const service = manifests.find(
      ({ kind, metadata }) =>
        kind === "Service" &&
        metadata.namespace === manifest.metadata.namespace &&
        metadata.name === at(backend, "name"),
    );
    if (service === undefined) return [`there is no Service ${at(backend, "name")} to lead to`];
    const wanted = at(backend, "port", "name") ?? at(backend, "port", "number");
    const isPort = listAt(service, "spec", "ports").some(
      ({ name, port }) => name === wanted || port === wanted,
    );
    return isPort ? [] : [`the Service ${service.metadata.name} has no port ${wanted}`];
  });
}

/** What is mounted must be a volume. */
function mountProblems({ spec, ...pod }: Pod): readonly string[] {
  const claimed = pod.owner.includes(" StatefulSet ");
  const volumes = new Set(listAt(spec, "volumes").map(({ name }) => name));
  const mounts = containersOf({ spec, ...pod }).flatMap(({ fields }) => listAt(fields, "volumeMounts"));
  // Those of a StatefulSet may be its claims' templates.
  return mounts
    .filter(({ name }) => !claimed && !volumes.has(name))
    .map(({ name }) => `mounts a volume ${name} that the pod doesn't have`);
}

function accountProblems({ spec, namespace }: Pod, names: ReadonlySet<string>): readonly string[] {
  const { serviceAccountName } = spec;
  if (serviceAccountName === undefined || serviceAccountName === "default" || !isFields(spec)) return [];
  return names.has(`ServiceAccount ${namespace}/${serviceAccountName}`)
    ? []
    : [`there is no ServiceAccount ${namespace}/${serviceAccountName} to run as`];
}
