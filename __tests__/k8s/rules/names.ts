// What the API demands of the metadata of every object.
// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
import { keyOf, type Manifest, nameOf, textsAt } from "../../../scripts/render/manifest";
import { podsOf } from "../pods";

const subdomain = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const dnsLabel = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const serviceName = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;
/** What may stand between two slashes of a path. */
const pathSegment = /^(?!\.{1,2}$)[^/%]+$/;
const key = /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;
const labelValue = /^([A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?)?$/;

const ofKind: Readonly<Record<string, RegExp>> = {
  Namespace: dnsLabel,
  Service: serviceName,
  Role: pathSegment,
  RoleBinding: pathSegment,
  ClusterRole: pathSegment,
  ClusterRoleBinding: pathSegment,
};

/** The levels of Pod Security Admission. */
const podSecurity: Readonly<Record<string, RegExp>> = {
  "pod-security.kubernetes.io/enforce": /^(privileged|baseline|restricted)$/,
  "pod-security.kubernetes.io/audit": /^(privileged|baseline|restricted)$/,
  "pod-security.kubernetes.io/warn": /^(privileged|baseline|restricted)$/,
  "pod-security.kubernetes.io/enforce-version": /^(latest|v1\.\d+)$/,
  "pod-security.kubernetes.io/audit-version": /^(latest|v1\.\d+)$/,
  "pod-security.kubernetes.io/warn-version": /^(latest|v1\.\d+)$/,
};

/** Names, labels and annotations that the API refuses, or that Pod Security Admission doesn't know. */
export function nameProblems(manifests: readonly Manifest[]): readonly string[] {
  return manifests.flatMap((manifest) => {
    const { name, namespace } = manifest.metadata;
    const labels = textsAt(manifest, "metadata", "labels");
    const annotations = textsAt(manifest, "metadata", "annotations");
    const problems = [
      ...(matches(ofKind[manifest.kind] ?? subdomain, name) ? [] : [`${name} is no name`]),
      ...(namespace === undefined || dnsLabel.test(namespace) ? [] : [`${namespace} is no namespace`]),
      ...labelProblems(labels),
      ...podsOf(manifest).flatMap((pod) => labelProblems(pod.labels)),
      ...Object.keys(annotations)
        .filter((one) => !key.test(one.toLowerCase()))
        .map((one) => `${one} is no key of an annotation`),
      ...(manifest.kind === "Namespace" ? podSecurityProblems(labels) : []),
    ];
    return problems.map((problem) => `${nameOf(manifest)}: ${problem}`);
  });
}

function matches(pattern: RegExp, name: string): boolean {
  return pattern.test(name) && !/\.\.|-\.|\.-/.test(pattern === pathSegment ? "" : name);
}

function labelProblems(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels).flatMap(([name, value]) => [
    ...(key.test(name) ? [] : [`${name} is no key of a label`]),
    ...(labelValue.test(value) ? [] : [`${JSON.stringify(value)} is no value of the label ${name}`]),
  ]);
}

function podSecurityProblems(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels)
    .filter(([name]) => name.startsWith("pod-security.kubernetes.io/"))
    .filter(([name, value]) => podSecurity[name]?.test(value) !== true)
    .map(([name, value]) => `${name}: ${value} means nothing to Pod Security Admission`);
}

/** Objects that are there twice: the later one would undo the earlier one, for ever. */
export function duplicateProblems(manifests: readonly Manifest[]): readonly string[] {
  const found = new Map<string, number>();
  for (const manifest of manifests) found.set(keyOf(manifest), (found.get(keyOf(manifest)) ?? 0) + 1);
  return [...found]
    .filter(([, times]) => times > 1)
    .map(([name, times]) => `${name} is there ${times} times`);
}
