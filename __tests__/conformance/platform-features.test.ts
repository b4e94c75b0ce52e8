// A feature that is switched over changes what is its own, and nothing else: its identity, its bucket and zone where no
// other feature has them, its labels and annotations.
import { z } from "zod";
import { addOns } from "../../constructs/contract/add-ons";
import type { EnvironmentInput } from "../../constructs/contract/environment";
import { type BucketPurpose, type FeatureName, featureNames } from "../../constructs/contract/feature";
import {
  bridgeAnnotations,
  configAnnotation,
  featureLabel,
  identityAnnotations,
  valuesAnnotation,
} from "../../constructs/contract/platform-bridge";
import { identityOn } from "../../constructs/contract/platform-checks";
import { type CloudName, cloudNames } from "../../constructs/contract/project";
import { dev } from "../../envs/dev";
import { refusal } from "../configuration/refusal";
import { type SynthesizedStack, stackOf } from "../synthesized";
import { fullProject, onCloud } from "./every-environment";
import { dependantsOf, isInstalledOn, needsOf } from "./features";
import { replacements } from "./replacements";

const textByKey = z.record(z.string(), z.string());
const outputsSchema = z.object({
  clusterSecretLabels: textByKey,
  clusterSecretAnnotations: textByKey,
  buckets: textByKey,
  identities: z.record(z.string(), z.unknown()),
});

const { platform } = dev;
if (platform === undefined) throw new Error("envs/dev.ts has no platform");

/** A feature, with those that need it and that it needs: they are switched together. */
function groupOf(name: FeatureName, cloud: CloudName): readonly FeatureName[] {
  const dependants = dependantsOf(name, cloud);
  return [name, ...needsOf(name, cloud).filter((one) => dependants.includes(one))];
}

/** dev with every feature, but for those that don't work without one; that one itself is on or off. */
function withFeature(name: FeatureName, isOn: boolean, cloud: CloudName): EnvironmentInput {
  const off = dependantsOf(name, cloud).map((one) => [one, false] as const);
  const group = groupOf(name, cloud).map((one) => [one, isOn] as const);
  const features = { "example-application": true, ...Object.fromEntries([...off, ...group]) };
  return { ...dev, cloud, platform: { ...Object(platform), features } };
}

function synthesized(environment: EnvironmentInput): SynthesizedStack {
  return stackOf(onCloud(environment.cloud, [environment]), environment.name);
}

/** The features that are on beside one. */
function others(name: FeatureName, cloud: CloudName): readonly FeatureName[] {
  const off = [name, ...dependantsOf(name, cloud)];
  return featureNames.filter((one) => !off.includes(one) && isInstalledOn(cloud, one));
}

/** What features have in common, and goes with the last of them: by the word that is in its addresses. */
const shared: readonly { readonly address: RegExp; readonly isUsedBy: (name: FeatureName) => boolean }[] = [
  ...(["backups", "logs", "traces"] as const satisfies readonly BucketPurpose[]).map((purpose) => ({
    address: new RegExp(`\\.platform_${purpose}(_|$)`),
    isUsedBy: (name: FeatureName) => addOns[name].bucket === purpose,
  })),
  {
    address: /\.platform_zone|_project_service\.\w*_(apis_dns|dns-api_dns)$/,
    isUsedBy: (name) => addOns[name].identity?.permissions.includes("dns.write") === true,
  },
  {
    address: /_stores_secrets$|_project_service\.\w*secretmanager$/,
    isUsedBy: (name) => addOns[name].identity?.permissions.includes("secrets.read") === true,
  },
  { address: /\.platform_ingress$/, isUsedBy: (name) => name === "traefik" },
];

/** Whether a resource is of the identity of a feature. */
function isIdentityOf(name: FeatureName, address: string): boolean {
  return new RegExp(`_(identity|workload)-${name}_`).test(address);
}

/** Whether a resource may come and go with a feature. */
function belongsTo(name: FeatureName, address: string, cloud: CloudName): boolean {
  if (isIdentityOf(name, address)) return true;
  const found = shared.find((one) => one.address.test(address));
  return found?.isUsedBy(name) === true && !others(name, cloud).some((one) => found.isUsedBy(one));
}

/** What differs between two records. */
function differing(one: object, other: object): readonly string[] {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys]
    .filter((key) => JSON.stringify(Reflect.get(one, key)) !== JSON.stringify(Reflect.get(other, key)))
    .sort();
}

function annotationsOf(name: FeatureName): readonly string[] {
  const paths = identityAnnotations(name);
  const own = [
    valuesAnnotation(name),
    configAnnotation(name),
    paths.serviceAccountAnnotations,
    paths.podLabels,
  ];
  return addOns[name].bucket === "backups" ? [...own, bridgeAnnotations.backupRemote] : own;
}

const cases = cloudNames.flatMap((cloud) => featureNames.map((name) => ({ cloud, name })));
const installed = cases.filter(({ cloud, name }) => isInstalledOn(cloud, name));

test.each(cases.filter(({ cloud, name }) => !isInstalledOn(cloud, name)))(
  "$name on $cloud, which the platform doesn't install there, can be switched on, and not off",
  ({ cloud, name }) => {
    const on = synthesized(withFeature(name, true, cloud));
    expect(on.text).toBe(synthesized({ ...withFeature(name, true, cloud) }).text);
    expect(Object.keys(outputsSchema.parse(on.outputs).clusterSecretLabels)).not.toContain(
      featureLabel(name),
    );
    const message = refusal(fullProject, [withFeature(name, false, cloud)]);
    expect(message).toMatch(new RegExp(`^1 problem[^]*\\n\\ndev\\.platform\\.features\\.${name} = false`));
  },
);

test.each(installed)("$name on $cloud changes what is its own and nothing else", ({ cloud, name }) => {
  const [on, off] = [true, false].map((isOn) => synthesized(withFeature(name, isOn, cloud)));
  if (on === undefined || off === undefined) throw new Error("two stacks were synthesized");
  const group = groupOf(name, cloud);
  const withIdentity = group.filter((one) => identityOn(one, cloud) !== undefined);
  const added = on.addresses.filter((address) => !off.addresses.includes(address));
  expect(added.filter((address) => !group.some((one) => belongsTo(one, address, cloud)))).toEqual([]);
  // All buckets of an environment on Azure have one policy, with a rule for each.
  expect(replacements(off, on, { azurerm_storage_management_policy: ["rule"] })).toEqual([]);
  const identified = withIdentity.filter((one) => added.some((address) => isIdentityOf(one, address)));
  expect(identified).toEqual(withIdentity);

  const [before, after] = [outputsSchema.parse(off.outputs), outputsSchema.parse(on.outputs)];
  expect(differing(before.clusterSecretLabels, after.clusterSecretLabels)).toEqual(
    group.map(featureLabel).sort(),
  );
  const told = differing(before.clusterSecretAnnotations, after.clusterSecretAnnotations);
  expect(told.filter((key) => !group.flatMap(annotationsOf).includes(key))).toEqual([]);
  expect(differing(before.identities, after.identities)).toEqual([...withIdentity].sort());
  const { bucket } = addOns[name];
  const isLast = bucket !== undefined && !others(name, cloud).some((one) => addOns[one].bucket === bucket);
  expect(differing(before.buckets, after.buckets)).toEqual(isLast ? [bucket] : []);
  const known = [
    "clusterSecretLabels",
    "clusterSecretAnnotations",
    "identities",
    "buckets",
    "dnsNameServers",
  ];
  expect(differing(off.outputs, on.outputs).filter((output) => !known.includes(output))).toEqual([]);
});

test.each(cloudNames)(
  "a platform on %s without what keeps things has no bucket, no zone and no identity",
  (cloud) => {
    const keepers = featureNames.filter(
      (one) => addOns[one].identity !== undefined && isInstalledOn(cloud, one),
    );
    const off = [...keepers, ...keepers.flatMap((one) => dependantsOf(one, cloud))];
    const features = Object.fromEntries(off.map((one) => [one, false]));
    const stack = synthesized({ ...dev, cloud, platform: { ...Object(platform), features } });
    const outputs = outputsSchema.parse(stack.outputs);
    expect(outputs).toMatchObject({ buckets: {}, identities: {} });
    expect(outputs.clusterSecretAnnotations[bridgeAnnotations.backupRemote]).toBe("");
    const ofPlatform = stack.addresses.filter((address) =>
      /\.platform_|_(identity|workload)-[a-z-]+_/.test(address),
    );
    expect(ofPlatform.filter((address) => !address.endsWith(".platform_ingress"))).toEqual([]);
  },
);
