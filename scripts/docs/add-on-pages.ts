// A page for each add-on, from the catalogue and from what lies in its folder.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { AddOn, AddOnCharts, Chart } from "../../constructs/contract/add-on";
import { addOns } from "../../constructs/contract/add-ons";
import { type FeatureName, featureNames } from "../../constructs/contract/feature";
import { configAnnotation, featureLabel, valuesAnnotation } from "../../constructs/contract/platform-bridge";
import { cloudNames } from "../../constructs/contract/project";
import { markdownTable } from "./markdown";
import type { Page } from "./page";
import { platformPicture } from "./platform-picture";
import { code } from "./type-words";

const folder = "docs/platform/add-ons";
const note = "<!-- Written by `npm run docs` from constructs/contract/add-ons.ts. Change it there. -->";

/** The list of all add-ons with the picture of the platform, and a page for each. */
export function addOnPages(root: string): readonly Page[] {
  return [
    { file: "docs/platform/add-ons.md", text: listPage() },
    ...featureNames.map((name) => ({ file: `${folder}/${name}.md`, text: addOnPage(root, name) })),
  ];
}

function listPage(): string {
  const rows = featureNames.map((name) => [
    `[${code(name)}](add-ons/${name}.md)`,
    addOns[name].purpose,
    code(addOns[name].namespace),
    versionsOf(addOns[name].chart).join(", ") || "none",
    String(addOns[name].wave),
    ...cloudNames.map((cloud) => addOns[name].notOn[cloud] ?? "installed"),
  ]);
  const head = ["Add-on", "", "Namespace", "Chart", "Wave", ...cloudNames.map(code)];
  return `# Add-ons\n\n${note}\n\nWhat each cluster gets, and where from.\n\n${platformPicture()}\n\n${markdownTable(head, rows)}\n`;
}

function addOnPage(root: string, name: FeatureName): string {
  const addOn = addOns[name];
  const isEverywhereShipped = cloudNames.every((cloud) => addOn.notOn[cloud] !== undefined);
  return `${[
    `# ${name}`,
    note,
    `It ${addOn.purpose}.`,
    markdownTable(["", ""], factsOf(addOn)),
    ...identitySection(addOn),
    ...(isEverywhereShipped ? [] : [valuesSection(root, name, addOn)]),
    ...switchSection(name, addOn, isEverywhereShipped),
  ].join("\n\n")}\n`;
}

function factsOf({ namespace, chart, needs, notOn, bucket, wave }: AddOn): string[][] {
  return [
    ["Namespace", code(namespace)],
    ["Chart", versionsOf(chart).join(", ") || "none"],
    ["Needs", needs.map((other) => `[${code(other)}](${other}.md)`).join(", ") || "no other add-on"],
    ["Bucket", bucket ?? "none"],
    ["Wave", String(wave)],
    ...cloudNames.map((cloud) => [`On ${code(cloud)}`, notOn[cloud] ?? "installed"]),
  ];
}

/** Its charts in words: one, or one for each cloud that workloads' secrets may be on. */
function versionsOf(chart: AddOnCharts | undefined): string[] {
  if (chart === undefined) return [];
  if (isChart(chart)) return [inWords(chart)];
  return cloudNames.flatMap((cloud) => {
    const one = chart[cloud];
    return one === undefined ? [] : [`with workloads on ${code(cloud)} ${inWords(one)}`];
  });
}

function isChart(chart: AddOnCharts): chart is Chart {
  return "repoUrl" in chart;
}

function inWords({ name, version, repoUrl }: Chart): string {
  return `${code(name)} ${version} of ${repoUrl}`;
}

function identitySection({ namespace, identity, bucket }: AddOn): string[] {
  if (identity === undefined) return [];
  const account = `${namespace}/${identity.serviceAccount}`;
  return [
    "## Identity",
    `The pods of the service account ${code(account)} act on the cloud as an identity of their own, and may, within what is the environment's: ${identity.permissions.map(code).join(", ")}${bucket === undefined ? "" : `, in the bucket for ${bucket} alone`}.`,
    ...Object.entries(identity.notOn ?? {}).map(
      ([cloud, reason]) => `On ${code(cloud)} it has none: ${reason}.`,
    ),
  ];
}

function valuesSection(root: string, name: FeatureName, { chart }: AddOn): string {
  const own = `k8s/addons/${name}`;
  const files = existsSync(path.join(root, own, "values"))
    ? readdirSync(path.join(root, own, "values")).sort()
    : [];
  const config = existsSync(path.join(root, own, "config"));
  return [
    "## Values",
    [
      `- ${code(`${own}/resources`)}: namespace, network policies, quotas and whatever else isn't in a chart`,
      ...files.map((file) => `- ${code(`${own}/values/${file}`)}: ${layerInWords(file)}`),
      ...(chart === undefined
        ? []
        : [
            `- annotation ${code(valuesAnnotation(name))} of Argo CD's cluster Secret: what the cloud half knows; it wins`,
          ]),
      ...(config
        ? [`- ${code(`${own}/config`)}: a chart of ours, its values in ${code(configAnnotation(name))}`]
        : []),
    ].join("\n"),
  ].join("\n\n");
}

function layerInWords(file: string): string {
  const layer = file.replace(/\.yaml$/, "");
  if (layer === "base") return "everywhere";
  return cloudNames.some((cloud) => cloud === layer)
    ? `clusters on ${code(layer)}`
    : `the profile ${code(layer)}`;
}

function switchSection(name: FeatureName, { bucket, identity }: AddOn, isEverywhereShipped: boolean) {
  if (isEverywhereShipped)
    return ["## Off", "It can't be switched off: every cloud's clusters come with it."];
  const dependents = featureNames.filter((other) => addOns[other].needs.includes(name));
  const gone = [
    `its label ${code(featureLabel(name))}, and so its Application with all that it made`,
    ...(identity === undefined ? [] : ["its identity"]),
    ...(bucket === undefined ? [] : [`the bucket for ${bucket}, unless another add-on uses it`]),
  ];
  const example =
    name === "example-application"
      ? "It is off unless an environment's file says otherwise:"
      : "In the environment's file:";
  const value = name === "example-application" ? "true" : "false";
  const key = name.includes("-") ? `"${name}"` : name;
  return [
    name === "example-application" ? "## On" : "## Off",
    example,
    `\`\`\`ts\nplatform: { features: { ${key}: ${value} } }\n\`\`\``,
    `Off, these are gone with the next deploy: ${gone.join("; ")}.${
      dependents.length === 0
        ? ""
        : ` These need it and must be off, too: ${dependents.map((other) => `[${code(other)}](${other}.md)`).join(", ")}.`
    }`,
  ];
}
