// The picture of the platform, drawn from the catalogue of add-ons.
import type { AddOn } from "../../constructs/contract/add-on";
import { addOns } from "../../constructs/contract/add-ons";
import { bucketPurposes, type FeatureName, featureNames } from "../../constructs/contract/feature";

/** A Mermaid flowchart: the cloud half, Argo CD, the add-ons in their waves, and what each needs. */
export function platformPicture(): string {
  return [
    "```mermaid",
    "flowchart TB",
    '  subgraph cloud["the environment\'s stack: cloud half"]',
    '    identities["workload identities"]',
    ...bucketPurposes.map((purpose) => `    ${purpose}[("${purpose}")]`),
    '    zone["DNS zone"]',
    '    secrets["secret service"]',
    "  end",
    '  subgraph terraform["the platform\'s stack"]',
    '    argocd["Argo CD"]',
    '    bridge["cluster Secret:<br>labels, annotations"]',
    "  end",
    '  git[("Git: k8s/")] --> argocd',
    "  cloud -- outputs --> bridge --> argocd",
    ...waves().map(waveBox),
    "  argocd --> wave0",
    ...installed.flatMap((name) => arrowsOf(name, addOns[name])),
    "```",
  ].join("\n");
}

/** What the platform itself installs on one cloud or another. */
const installed = featureNames.filter((name) => Object.keys(addOns[name].notOn).length < 4);

function waves(): readonly number[] {
  return [...new Set(installed.map((name) => addOns[name].wave))].sort();
}

function waveBox(wave: number): string {
  const names = installed.filter((name) => addOns[name].wave === wave);
  return [
    `  subgraph wave${wave}["wave ${wave}"]`,
    ...names.map((name) => `    ${name}["${name}"]`),
    "  end",
  ].join("\n");
}

function arrowsOf(name: FeatureName, { needs, bucket, identity }: AddOn): string[] {
  return [
    ...needs.map((other) => `  ${name} -. needs .-> ${other}`),
    ...(bucket === undefined ? [] : [`  ${name} --> ${bucket}`]),
    ...(identity?.permissions.includes("dns.write") ? [`  ${name} --> zone`] : []),
    ...(identity?.permissions.includes("secrets.read") ? [`  ${name} --> secrets`] : []),
  ];
}
