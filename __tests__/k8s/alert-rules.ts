// The alert rules of k8s/ as Prometheus itself reads them, and the cases that they are tried with.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";

const ruleSchema = z.object({
  alert: z.string(),
  expr: z.string(),
  labels: z.object({ severity: z.string() }),
  annotations: z.object({ summary: z.string(), runbook_url: z.string() }),
});
const ruleFileSchema = z.object({
  kind: z.literal("PrometheusRule"),
  spec: z.object({ groups: z.array(z.looseObject({ rules: z.array(z.looseObject(ruleSchema.shape)) })) }),
});
const casesSchema = z.object({
  rule_files: z.array(z.string()),
  tests: z.array(
    z.object({
      alert_rule_test: z.array(z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()) })),
    }),
  ),
});

const ownRules = "k8s/addons/kube-prometheus-stack/resources/rules";
const cases = "__tests__/k8s/alert-rules";

/** One PrometheusRule object of k8s/. */
interface RuleFile {
  /** What its cases are named by. */
  readonly name: string;
  readonly groups: z.output<typeof ruleFileSchema>["spec"]["groups"];
}

/** The platform's rules, and those that come with a data service. */
export const ruleFiles: readonly RuleFile[] = [
  ...readdirSync(ownRules)
    .filter((file) => file !== "kustomization.yaml")
    .map((file) => ({ name: basename(file, ".yaml"), path: join(ownRules, file) })),
  ...readdirSync("k8s/services")
    .map((name) => ({ name, path: join("k8s/services", name, "alerts.yaml") }))
    .filter(({ name }) => readdirSync(join("k8s/services", name)).includes("alerts.yaml")),
].map(({ name, path }) => ({
  name,
  groups: ruleFileSchema.parse(parse(readFileSync(path, "utf8"))).spec.groups,
}));

/** Every alert. */
export const alerts = ruleFiles.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules));

/** A file of cases for promtool. */
export interface CaseFile {
  readonly name: string;
  readonly text: string;
  /** The rules that it names; they are laid beside it. */
  readonly ruleFiles: readonly string[];
  /** The alerts that it has a case of, and whether they fire there. */
  readonly outcomes: readonly { readonly alert: string; readonly fires: boolean }[];
}

/** All cases. */
export const caseFiles: readonly CaseFile[] = readdirSync(cases).map((file) => {
  const text = readFileSync(join(cases, file), "utf8");
  const { rule_files, tests } = casesSchema.parse(parse(text));
  const outcomes = tests.flatMap(({ alert_rule_test }) =>
    alert_rule_test.map(({ alertname, exp_alerts }) => ({ alert: alertname, fires: exp_alerts.length > 0 })),
  );
  return { name: basename(file, ".yaml"), text, ruleFiles: rule_files, outcomes };
});
