// A bucket's policy, taken apart.

/** One role for some members, on what a condition names. */
export interface Binding {
  readonly role: string;
  readonly members: readonly string[];
  readonly condition?: { readonly title: string; readonly expression: string };
}

export interface StatePolicy {
  readonly bindings: readonly Binding[];
}

/** A grant, or one of the terms of its condition. */
export interface PolicyPart {
  readonly name: string;
  readonly binding: Binding;
  /** What stands there without the part; nothing without the whole grant. */
  readonly replacement?: Binding;
}

/** Every part of the policy that concerns these members, each to be taken away by itself. */
export function removableParts({ bindings }: StatePolicy, members: readonly string[]): readonly PolicyPart[] {
  return bindings
    .filter((binding) => binding.members.some((member) => members.includes(member)))
    .flatMap((binding) => {
      const { condition, role, members: holders } = binding;
      const name = `${role} of ${holders.join()}`;
      const grant = { name, binding };
      if (condition === undefined) return [grant];
      const terms = condition.expression.split(/ (?:\|\||&&) /);
      return [
        grant,
        { name: `the condition of ${name}`, binding, replacement: { role, members: holders } },
        ...(terms.length === 1 ? [] : terms).map((term) => ({
          name: `${term} of ${name}`,
          binding,
          replacement: {
            ...binding,
            condition: { ...condition, expression: removed(condition.expression, term) },
          },
        })),
      ];
    });
}

/** The policy without one part. */
export function without({ bindings }: StatePolicy, { binding, replacement }: PolicyPart): StatePolicy {
  return {
    bindings: bindings.flatMap((one) =>
      one !== binding ? [one] : replacement === undefined ? [] : [replacement],
    ),
  };
}

function removed(expression: string, term: string): string {
  const operator = expression.includes(" && ") ? " && " : " || ";
  return expression
    .split(operator)
    .filter((one) => one !== term)
    .join(operator);
}
