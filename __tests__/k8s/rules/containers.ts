// What every container of the platform has: an image that stays what it is, and bounds.
import { at, isFields, type Manifest } from "../../../scripts/render/manifest";
import { type Container, containersOf, podsOf } from "../pods";
import { bytesOrCores } from "../quantity";

/** Images that don't say which, and bounds that are missing or contradict each other. */
export function containerProblems(manifests: readonly Manifest[]): readonly string[] {
  return manifests.flatMap(podsOf).flatMap((pod) =>
    containersOf(pod).flatMap((container) => {
      const problems = [...imageProblems(container.image), ...resourceProblems(container)];
      return problems.map((problem) => `${pod.owner}, container ${container.name}: ${problem}`);
    }),
  );
}

/** A tag or a digest, and no tag that moves. */
export function imageProblems(image: string): readonly string[] {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return [];
  const tag = /^[^@\s]+:([\w][\w.-]{0,127})$/.exec(image.replace(/^[^/]*\//, ""))?.[1];
  if (tag === undefined) return [`its image ${image} has neither tag nor digest`];
  const isMoving = !/\d/.test(tag) || /^(latest|main|master|edge|nightly)\b/.test(tag);
  return isMoving ? [`its image ${image} is another one tomorrow`] : [];
}

function resourceProblems({ fields }: Container): readonly string[] {
  const requests = at(fields, "resources", "requests");
  const limits = at(fields, "resources", "limits");
  // A limit of CPU would throttle what has to answer; memory can't be taken back.
  const missing = [
    ...["cpu", "memory"]
      .filter((name) => at(requests, name) === undefined && at(limits, name) === undefined)
      .map((name) => `no request of ${name}`),
    ...(at(limits, "memory") === undefined ? ["no limit of memory"] : []),
  ];
  return [...missing, ...contradictions(requests, limits)];
}

function contradictions(requests: unknown, limits: unknown): readonly string[] {
  if (!isFields(requests) || !isFields(limits)) return [];
  return Object.keys(requests)
    .filter((name) => limits[name] !== undefined)
    .filter((name) => bytesOrCores(requests[name]) > bytesOrCores(limits[name]))
    .map((name) => `requests ${requests[name]} of ${name} and is limited to ${limits[name]}`);
}
