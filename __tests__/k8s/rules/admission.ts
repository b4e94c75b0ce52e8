// What Kyverno's admission policies say of a pod: their expressions, evaluated.
import { Environment } from "@marcbachmann/cel-js";
import { z } from "zod";
import type { Manifest } from "../../../scripts/render/manifest";
import type { Pod } from "../pods";

const named = z.object({ name: z.string(), expression: z.string() });
const policySpecSchema = z.object({
  matchConstraints: z.object({
    resourceRules: z.tuple([z.object({ resources: z.tuple([z.literal("pods")]) })]),
  }),
  variables: z.array(named).default([]),
  validations: z.array(z.object({ message: z.string(), expression: z.string() })).min(1),
});
const exceptionSpecSchema = z.object({
  policyRefs: z.array(z.object({ name: z.string(), kind: z.literal("ValidatingPolicy") })),
  matchConditions: z.array(named).min(1),
});

/** A pod as admission sees it. */
function asObject({ namespace, labels, spec }: Pod) {
  return { metadata: { namespace, labels }, spec };
}

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });

/** What the policies among these objects refuse a pod for, after their exceptions. */
export function admissionProblems(pod: Pod, objects: readonly Manifest[]): readonly string[] {
  const object = asObject(pod);
  const excepted = new Set(
    objects
      .filter(({ kind }) => kind === "PolicyException")
      .map(({ spec }) => exceptionSpecSchema.parse(spec))
      .filter(({ matchConditions }) =>
        matchConditions.every(({ expression }) => holds(expression, { object })),
      )
      .flatMap(({ policyRefs }) => policyRefs.map(({ name }) => name)),
  );
  return objects
    .filter(({ kind, metadata }) => kind === "ValidatingPolicy" && !excepted.has(metadata.name))
    .flatMap(({ metadata, spec }) => {
      const { variables: declared, validations } = policySpecSchema.parse(spec);
      const variables: Record<string, unknown> = {};
      for (const { name, expression } of declared) {
        variables[name] = environment.evaluate(expression, { object, variables });
      }
      return validations
        .filter(({ expression }) => !holds(expression, { object, variables }))
        .map(({ message }) => `${pod.owner}: ${metadata.name}: ${message}`);
    });
}

function holds(expression: string, context: Readonly<Record<string, unknown>>): boolean {
  return environment.evaluate(expression, context) === true;
}
