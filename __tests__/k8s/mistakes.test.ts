// The checks have teeth: every one of these mistakes is found, by what is then held against everything in k8s/.
import { readFileSync } from "node:fs";
import path from "node:path";
import { minors } from "../../cli/platform/api-definitions";
import { readManifests } from "../../scripts/render/manifest";
import { mistakes } from "./fixtures/mistakes";
import { containerProblems } from "./rules/containers";
import { duplicateProblems, nameProblems } from "./rules/names";
import { namespaceProblems } from "./rules/namespaces";
import { relationProblems } from "./rules/relations";
import { ApiValidator } from "./schema/validator";

const right = readFileSync(path.join(__dirname, "fixtures", "application.yaml"), "utf8");
const validators = new Map(minors.map((minor) => [minor, new ApiValidator(minor)]));

function problemsOf(yaml: string, validator: ApiValidator | undefined): readonly string[] {
  const manifests = readManifests(yaml);
  return [
    ...manifests.flatMap((manifest) => validator?.problems(manifest) ?? ["no validator"]),
    ...nameProblems(manifests),
    ...duplicateProblems(manifests),
    ...relationProblems(manifests),
    ...containerProblems(manifests),
    ...namespaceProblems(manifests),
  ];
}

test.each(minors)("what is right is right for Kubernetes %s", (minor) => {
  expect(problemsOf(right, validators.get(minor))).toEqual([]);
});

test.each(mistakes)("%s is found", (_, from, to) => {
  const wrong = right.replace(from, to);
  expect(wrong).not.toBe(right);
  for (const minor of minors) expect(problemsOf(wrong, validators.get(minor))).not.toEqual([]);
});

test("there are many of them, each once", () => {
  expect(new Set(mistakes.map(([what]) => what)).size).toBe(mistakes.length);
  expect(mistakes.length).toBeGreaterThanOrEqual(44);
});
