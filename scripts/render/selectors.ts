// Label selectors, as Kubernetes matches them.
import { at, listAt, textsAt } from "./manifest";

type Labels = Readonly<Record<string, string>>;

/** Whether a LabelSelector chooses an object with these labels; an empty one chooses every object. */
export function isSelected(selector: unknown, labels: Labels): boolean {
  const isEqual = Object.entries(textsAt(selector, "matchLabels")).every(
    ([key, value]) => labels[key] === value,
  );
  return isEqual && listAt(selector, "matchExpressions").every((expression) => holds(expression, labels));
}

function holds(expression: unknown, labels: Labels): boolean {
  const value = labels[String(at(expression, "key"))];
  const values = at(expression, "values");
  const isListed = Array.isArray(values) && value !== undefined && values.includes(value);
  switch (at(expression, "operator")) {
    case "In":
      return isListed;
    case "NotIn":
      return !isListed;
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      throw new Error(`unknown operator of a selector: ${JSON.stringify(expression)}`);
  }
}
