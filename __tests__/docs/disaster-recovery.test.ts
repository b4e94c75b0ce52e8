// What the runbook tells a user to type names what is there: stacks, namespaces, kinds and fields.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { addOns } from "../../constructs/contract/add-ons";
import { argoCdNamespace } from "../../constructs/contract/charts";
import { projectRoot } from "../../scripts/host";
import { mainApp } from "../main-app";
import { commandsOf } from "../terraform/typed-commands";

const file = "docs/runbooks/disaster-recovery.md";
const commands = commandsOf(file);

test("it deploys stacks that the app has, the environment's before its platform's", () => {
  const stacks = commands
    .filter((command) => command.startsWith("npx cdktf deploy "))
    .map((command) => command.split(" ")[3]);
  expect(stacks).toEqual(["prod", "prod-platform"]);
  const app = mainApp();
  expect(stacks.filter((stack) => !app.has(stack ?? ""))).toEqual([]);
});

test("it names the namespaces of the catalogue", () => {
  const named = commands.flatMap((command) => /--namespace (\S+)/.exec(command)?.[1] ?? []);
  expect(new Set(named)).toEqual(new Set([argoCdNamespace, addOns.velero.namespace]));
});

test("it restores a backup of the schedule that velero has", () => {
  const text = readFileSync(path.join(projectRoot(), file), "utf8");
  const manifest = /<<'RESTORE'\n([\s\S]*?)RESTORE\n/.exec(text)?.[1] ?? "";
  const restore = z
    .strictObject({
      apiVersion: z.literal("velero.io/v1"),
      kind: z.literal("Restore"),
      metadata: z.strictObject({ generateName: z.string() }),
      spec: z.strictObject({
        backupName: z.string(),
        includedNamespaces: z.array(z.string()),
        restorePVs: z.boolean(),
      }),
    })
    .parse(parse(manifest));
  const values = readFileSync(path.join(projectRoot(), "k8s/addons/velero/values/base.yaml"), "utf8");
  const { schedules } = z.looseObject({ schedules: z.record(z.string(), z.unknown()) }).parse(parse(values));
  // The chart begins a schedule's name with its release's, and Velero a backup's with its schedule's.
  const names = Object.keys(schedules).map((name) => `velero-${name}`);
  expect(names).toContain(restore.spec.backupName.replace(/-\d{14}$/, ""));
});
