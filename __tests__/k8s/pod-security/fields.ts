// Rules of fields of pods, as the Pod Security Standards state them: where a value is, and what it may be.
import { at, listAt } from "../../../scripts/render/manifest";
import { type Container, containersOf, type Pod } from "../pods";

/** What is wrong with a pod; nothing where it is as the rule wants it. */
export type Rule = (pod: Pod) => readonly string[];

/** Whether a value of a field, which is `undefined` where the field is not there, is allowed. */
export type Allowed = (value: unknown) => boolean;

function isUnset(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Nothing, or one of these values. */
export function unsetOr(...values: readonly unknown[]): Allowed {
  return (value) => isUnset(value) || values.includes(value);
}

/** One of these values, and nothing is none. */
export function only(...values: readonly unknown[]): Allowed {
  return (value) => values.includes(value);
}

/** A field of the pod; `list[].field` is that of every entry of a list. */
export function ofPod(field: string, isAllowed: Allowed): Rule {
  return ({ spec }) => problemsAt(spec, field, isAllowed);
}

/** A field of every container. */
export function ofContainers(field: string, isAllowed: Allowed): Rule {
  return (pod) =>
    everyContainerOf(pod).flatMap(({ name, fields }) =>
      problemsAt(fields, field, isAllowed).map((problem) => `container ${name}: ${problem}`),
    );
}

/** A field of the pod and of every container. */
export function ofBoth(field: string, isAllowed: Allowed): Rule {
  const rules = [ofPod(field, isAllowed), ofContainers(field, isAllowed)];
  return (pod) => rules.flatMap((rule) => rule(pod));
}

/** A field of every container that is the pod's where the container doesn't have it. */
export function inherited(field: string, isAllowed: Allowed): Rule {
  return (pod) => {
    const [ofAll] = valuesAt(pod.spec, field.split("."));
    return ofContainers(field, (value) => isAllowed(isUnset(value) ? ofAll : value))(pod);
  };
}

/** All containers, those for debugging included. */
function everyContainerOf(pod: Pod): readonly Container[] {
  const debugging = listAt(pod.spec, "ephemeralContainers");
  return [...containersOf(pod), ...containersOf({ ...pod, spec: { containers: debugging } })];
}

function problemsAt(value: unknown, field: string, isAllowed: Allowed): readonly string[] {
  return valuesAt(value, field.split("."))
    .filter((found) => !isAllowed(found))
    .map((found) => (isUnset(found) ? `${field} is not set` : `${field} is ${JSON.stringify(found)}`));
}

function valuesAt(value: unknown, [name, ...rest]: readonly string[]): readonly unknown[] {
  if (name === undefined) return [value];
  if (!name.endsWith("[]")) return valuesAt(at(value, name), rest);
  const list = at(value, name.slice(0, -2));
  return Array.isArray(list) ? list.flatMap((one) => valuesAt(one, rest)) : [];
}
