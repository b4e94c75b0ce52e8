// Which file may import which: the arrows of the design, as data.

/** Matches a part of the tree; the groups of the importer's pattern are compared with those of the imported. */
interface Rule {
  /** The importing files. */
  readonly from: RegExp;
  /** What they may import. `<cloud>` stands for the importer's own cloud. */
  readonly to: readonly string[];
}

/** How a layer's folders name their clouds: `aws-eks` is a folder of the cloud `aws`. */
const cloudFolder = /^constructs\/(?<layer>[a-z-]+)\/(?<cloud>[a-z0-9]+)(-[a-z0-9]+)*\/[^/]+$/;

const contract = "constructs/contract/*";
const host = ["scripts/host.ts", "scripts/commands.ts", "scripts/process-tree.ts", "scripts/table.ts"];
const rules: readonly Rule[] = [
  { from: /^cli\/stores\//, to: [contract, ...host, "cli/*", "cli/errors/*", "cli/stores/*"] },
  // A seed bucket is known by the name that bootstrap looks for, which is the store's own business.
  {
    from: /^cli\/seeds\//,
    to: [contract, ...host, "cli/*", "cli/errors/*", "cli/stores/*", "cli/seeds/*", "constructs/*/*/*"],
  },
  {
    from: /^cli\/project\.ts$/,
    to: [
      contract,
      "envs/*",
      "constructs/configuration/*",
      "constructs/state-stores.ts",
      "cli/*",
      "cli/stores/*",
    ],
  },
  // Runs Terraform in a stack's folder.
  {
    from: /^cli\/bootstrap-recovery\//,
    to: [
      contract,
      "scripts/terraform.ts",
      "scripts/terraform-environment.ts",
      "cli/*",
      "cli/stores/*",
      "cli/bootstrap-recovery/*",
    ],
  },
  {
    from: /^cli\/environment\//,
    to: [
      contract,
      ...host,
      "scripts/terraform.ts",
      "scripts/terraform-environment.ts",
      "cli/*",
      "cli/clouds/*",
      "cli/stores/*",
      "cli/environment/*",
    ],
  },
  // Renders what each environment of the configuration gets.
  {
    from: /^cli\/platform\//,
    to: [
      contract,
      ...host,
      "scripts/render/*",
      "constructs/clouds.ts",
      "constructs/environment-stacks.ts",
      "cli/*",
      "cli/platform/*",
    ],
  },
  { from: /^cli\//, to: [contract, ...host, "cli/*", "cli/*/*"] },
  {
    from: /^main\.ts$/,
    to: [
      "envs/*",
      "bootstrap/*",
      "constructs/configuration/*",
      "constructs/environment-stacks.ts",
      "constructs/edge-stacks.ts",
    ],
  },
  { from: /^envs\/environments\.ts$/, to: ["envs/*"] },
  { from: /^envs\//, to: [contract] },
  {
    from: /^bootstrap\//,
    to: [
      contract,
      "constructs/state-stores.ts",
      "constructs/state-attachment.ts",
      "constructs/hera-stack.ts",
    ],
  },
  { from: /^constructs\/(clouds|state-stores)\.ts$/, to: [contract, "constructs/*/*/*"] },
  {
    from: /^constructs\/configuration\//,
    to: [
      contract,
      "constructs/clouds.ts",
      "constructs/state-stores.ts",
      "constructs/configuration/*",
      // There is one edge, so that no registry stands between.
      "constructs/edge/cloudflare/cloudflare-*-checks.ts",
    ],
  },
  {
    from: /^constructs\/environment-stack\.ts$/,
    to: [
      contract,
      "constructs/clouds.ts",
      "constructs/platform.ts",
      "constructs/state-attachment.ts",
      "constructs/hera-stack.ts",
    ],
  },
  {
    from: /^constructs\/platform\.ts$/,
    to: [contract, "constructs/clouds.ts", "constructs/platform-outputs.ts"],
  },
  { from: /^constructs\/platform-outputs\.ts$/, to: [contract] },
  {
    from: /^constructs\/(edge|zones)-stack\.ts$/,
    to: [
      contract,
      "constructs/account/cloudflare/cloudflare-account.ts",
      "constructs/edge/cloudflare/*",
      "constructs/state-attachment.ts",
      "constructs/hera-stack.ts",
    ],
  },
  {
    from: /^constructs\/platform-stack\.ts$/,
    to: [
      contract,
      // There is one kind of cluster from within.
      "constructs/platform/kubernetes/*",
      "constructs/state-attachment.ts",
      "constructs/hera-stack.ts",
    ],
  },
  {
    from: /^constructs\/environment-stacks\.ts$/,
    to: [contract, "constructs/environment-stack.ts", "constructs/platform-stack.ts"],
  },
  {
    from: /^constructs\/edge-stacks\.ts$/,
    to: [contract, "constructs/edge-stack.ts", "constructs/zones-stack.ts"],
  },
  {
    from: /^constructs\/state-attachment\.ts$/,
    to: [contract, "constructs/state-stores.ts", "constructs/backend-files.ts"],
  },
  { from: /^constructs\/backend-files\.ts$/, to: [contract] },
  { from: /^constructs\/hera-stack\.ts$/, to: [contract] },
  { from: /^constructs\/contract\//, to: [contract] },
  { from: cloudFolder, to: [contract, "constructs/*/<cloud>/*", "constructs/*/<cloud>-*/*"] },
];

/** Whether the arrow from one file of the project to another is allowed. */
export function isAllowed(from: string, to: string): boolean {
  const rule = rules.find((one) => one.from.test(from));
  if (rule === undefined) return false;
  const cloud = cloudFolder.exec(from)?.groups?.cloud ?? "none";
  return rule.to.some((pattern) => matches(pattern.replaceAll("<cloud>", cloud), to));
}

/** Whether a file stands where provider packages belong, in a layer's folder of one cloud. */
export function mayUseProvider(file: string): boolean {
  return cloudFolder.test(file) && !file.startsWith("constructs/contract/");
}

/** Where the bindings are that `cdktf get` writes. */
const generated = ".gen/providers/";

/** The providers of a cloud's folder where they aren't named like it. */
const otherProviders: Readonly<Record<string, readonly string[]>> = {
  azure: ["@cdktf/provider-azurerm/"],
  gcp: ["@cdktf/provider-google/"],
  // Hetzner's provider has no buckets, and its Object Storage speaks S3.
  hetzner: [`${generated}hcloud/`, "@cdktf/provider-aws/"],
  // What is in a cluster is the same on every cloud.
  kubernetes: ["@cdktf/provider-helm/", "@cdktf/provider-kubernetes/"],
};

/** Whether an import is of a provider's bindings. */
export function isProvider(imported: string): boolean {
  return imported.startsWith("@cdktf/provider-") || imported.startsWith(generated);
}

/** What a cloud's folder takes its resources from. */
export function providersOf(file: string): readonly string[] {
  const cloud = cloudFolder.exec(file)?.groups?.cloud ?? "none";
  return otherProviders[cloud] ?? [`@cdktf/provider-${cloud}/`];
}

function matches(pattern: string, file: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*");
  return new RegExp(`^${escaped}$`).test(file);
}
