import { readdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { clouds } from "../../constructs/clouds";
import type { EnvironmentOutputs } from "../../constructs/contract/environment";
import { bucketPurposes, featureNames } from "../../constructs/contract/feature";
import type { PlatformOutputs } from "../../constructs/contract/platform";
import { cloudNames } from "../../constructs/contract/project";
import { stateStoreNames } from "../../constructs/contract/state-backend";
import { stateStores } from "../../constructs/state-stores";
import { environments } from "../../envs/environments";
import { stackOf } from "../synthesized";
import { everyEnvironment, onCloud } from "./every-environment";

const text = z.string().min(1);
const perhapsText = z.string();
const byKey = z.record(z.string(), z.string());
const identity = z.strictObject({ principal: text, annotations: byKey, podLabels: byKey });
/** A list that the cloud gives stands as one reference. */
const list = z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(text).min(1));

/** The same of what a platform gives. */
const platformForms: { readonly [Name in keyof PlatformOutputs]-?: z.ZodType<PlatformOutputs[Name]> } = {
  argocdNamespace: text,
  clusterSecretLabels: byKey,
  clusterSecretAnnotations: byKey,
  storageClassName: text,
  ingressClassName: text,
  loadBalancerAnnotations: byKey,
  secretStoreName: text,
  // Empty where the environment has a store of its own.
  secretPrefix: perhapsText,
  domain: text,
  dnsNameServers: list,
  buckets: z.partialRecord(z.enum(bucketPurposes), text),
  identities: z.partialRecord(z.enum(featureNames), identity),
};

/** Every output of the contract and its form: one that is missing here, or has another form, doesn't compile. */
const forms: { readonly [Name in keyof EnvironmentOutputs]-?: z.ZodType<EnvironmentOutputs[Name]> } = {
  networkId: text,
  cidr: text,
  podCidr: text,
  serviceCidr: text,
  privateSubnetIdsByZone: byKey,
  publicSubnetIdsByZone: byKey,
  podSubnetIdsByZone: byKey,
  controlPlaneSubnetIds: z.array(text),
  podRangeName: perhapsText,
  serviceRangeName: perhapsText,
  egressIps: z.array(text),
  clusterName: text,
  clusterId: text,
  clusterEndpoint: text,
  clusterCaCertificate: text,
  kubernetesVersion: text,
  authExec: z.strictObject({ command: text, args: z.array(text) }),
  kubeconfigCommand: text,
  oidcIssuerUrl: text,
  workloadIdentityProvider: text,
  nodeSecurityGroupId: text,
  // Empty where nodes have none.
  nodeIdentity: z.string(),
  secretsEncryptionKeyId: perhapsText,
  nodePoolNames: z.record(z.string(), z.array(text).min(1)),
  logDestination: perhapsText,
  workloadIdentities: z.record(z.string(), identity),
};

const cases = everyEnvironment();

test("the registries name every cloud and every store of the contract", () => {
  expect(Object.keys(clouds)).toEqual([...cloudNames]);
  expect(Object.keys(stateStores)).toEqual([...stateStoreNames]);
});

test("every environment of envs/ is held to the contract here", () => {
  const files = readdirSync(path.join(__dirname, "../../envs")).map((file) => path.basename(file, ".ts"));
  const described = files.filter((file) => !["environments", "project"].includes(file));
  expect(environments.map(({ name }) => name).sort()).toEqual(described);
});

test.each(cases)("$name on $cloud exports the contract's outputs, all of them and no other", ({ stack }) => {
  expect(Object.keys(stack.outputs).sort()).toEqual(Object.keys({ ...forms, ...platformForms }).sort());
});

test.each(cases)("$name on $cloud gives each output its form", ({ stack }) => {
  expect(
    z.strictObject({ ...forms, ...platformForms }).safeParse(stack.outputs).error?.message,
  ).toBeUndefined();
});

test.each(cases)("$name on $cloud keys its subnets by zone and its pools by name", (one) => {
  const { privateSubnetIdsByZone, nodePoolNames } = z.object(forms).parse(one.stack.outputs);
  expect(Object.keys(privateSubnetIdsByZone).sort()).toEqual([...one.read.zones(one.stack)].sort());
  expect(Object.keys(privateSubnetIdsByZone)).toHaveLength(one.environment.zones);
  expect(Object.keys(nodePoolNames)).toEqual(
    one.environment.kubernetesCluster.nodePools.map((pool) => pool.name).sort(),
  );
});

test.each(cases)("$name on $cloud gives no token and no key away", ({ stack }) => {
  expect(JSON.stringify(stack.outputs)).not.toMatch(
    /password|secret_access_key|(?<!use_federated)_token\b|private_key/i,
  );
});

test.each(cloudNames)(
  "environments without a platform on %s give nothing of one, and have nothing of it",
  (cloud) => {
    const bare = onCloud(
      cloud,
      environments.map(({ platform: _, ...environment }) => environment),
    );
    for (const stack of environments.map(({ name }) => stackOf(bare, name))) {
      expect(Object.keys(stack.outputs).sort()).toEqual(Object.keys(forms).sort());
      expect(stack.addresses.filter((address) => /\.platform_/.test(address))).toEqual([]);
    }
  },
);
