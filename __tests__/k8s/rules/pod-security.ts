// What Pod Security Admission refuses, by the levels that namespaces enforce.
// https://kubernetes.io/docs/concepts/security/pod-security-admission/
import { type Manifest, textsAt } from "../../../scripts/render/manifest";
import { baseline, type Control, restricted, standardsVersion } from "../pod-security/controls";
import { operatedPodsOf } from "../pod-security/operated-pods";
import { type Pod, podsOf } from "../pods";

/** The controls of each level; those of the levels below it included. */
const levels = {
  privileged: [],
  baseline,
  restricted: [...baseline, ...restricted],
} as const satisfies Readonly<Record<string, readonly Control[]>>;

/** A level of the Pod Security Standards. */
export type Level = keyof typeof levels;

function isLevel(label: string | undefined): label is Level {
  return label !== undefined && Object.hasOwn(levels, label);
}

/** A control that a pod doesn't keep, and how. */
export interface Breach {
  readonly control: string;
  readonly problem: string;
}

/** Where a pod isn't as a level wants it. */
export function breachesOf(pod: Pod, level: Level): readonly Breach[] {
  const controls: readonly Control[] = levels[level];
  return controls.flatMap(({ name, rules }) =>
    rules.flatMap((rule) => rule(pod)).map((problem) => ({ control: name, problem })),
  );
}

/** All pods that objects make, those that controllers make of them included. */
function everyPodOf(manifests: readonly Manifest[]): readonly Pod[] {
  return manifests.flatMap((manifest) => [...podsOf(manifest), ...operatedPodsOf(manifest)]);
}

/** Pods that their namespaces refuse, and namespaces with pods whose labels don't say what they refuse. */
export function podSecurityProblems(manifests: readonly Manifest[]): readonly string[] {
  const labelsOf = new Map(
    manifests
      .filter(({ kind }) => kind === "Namespace")
      .map((namespace) => [namespace.metadata.name, textsAt(namespace, "metadata", "labels")]),
  );
  return everyPodOf(manifests).flatMap((pod) => {
    const labels = labelsOf.get(pod.namespace) ?? {};
    const level = labels["pod-security.kubernetes.io/enforce"];
    const version = labels["pod-security.kubernetes.io/enforce-version"];
    if (!isLevel(level) || version !== standardsVersion)
      return [`${pod.owner}: its namespace enforces ${level ?? "no level"} of ${version ?? "no version"}`];
    return breachesOf(pod, level).map(
      ({ control, problem }) => `${pod.owner} is not ${level}: ${control}: ${problem}`,
    );
  });
}

/** The pods that the level `restricted` would refuse, wherever they are: `apps/v1 DaemonSet a/b: Host Ports`. */
export function unrestrictedPods(manifests: readonly Manifest[]): readonly string[] {
  const found = everyPodOf(manifests).flatMap((pod) =>
    breachesOf(pod, "restricted").map(({ control }) => `${pod.owner}: ${control}`),
  );
  return [...new Set(found)];
}
