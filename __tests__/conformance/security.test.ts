import { z } from "zod";
import { clouds } from "../../constructs/clouds";
import { addOns } from "../../constructs/contract/add-ons";
import { stateStoreNames } from "../../constructs/contract/state-backend";
import { environments } from "../../envs/environments";
import { type SynthesizedStack, stackOf, synthesize } from "../synthesized";
import { everyEnvironment, fullProject } from "./every-environment";
import { storeReadings } from "./readings/readings";

const cases = everyEnvironment();

/** The add-ons of each of these environments that keep things in buckets. */
const keepers = (["velero", "loki", "tempo"] as const).map((name) => {
  const { bucket } = addOns[name];
  if (bucket === undefined) throw new Error(`${name} keeps nothing`);
  return { name, bucket };
});

/** What an attribute of a bucket says that a stack makes. */
function nameOf(stack: SynthesizedStack, attribute: string | undefined): unknown {
  const [, address = "", argument = ""] = /^\$\{(\w+\.[\w-]+)\.(\w+)\}$/.exec(attribute ?? "") ?? [];
  return stack.resource(address)[argument];
}

const pinnedSchema = z.object({
  terraform: z.object({ required_providers: z.record(z.string(), z.object({ version: z.string() })) }),
});

describe.each(cases)("$name on $cloud", ({ cloud, stack, read }) => {
  test("keeps its API server within the network", () => {
    expect(read.hasPublicEndpoint(stack)).toBe(false);
  });

  test("encrypts secrets with a key of its own, which rotates", () => {
    expect(read.encryptsSecretsWithOwnKey(stack)).toBe(true);
  });

  test("keeps all logs of its control plane, for a time", () => {
    expect(read.controlPlaneLogs(stack)).toEqual({ isComplete: true, retentionDays: expect.any(Number) });
  });

  test("keeps a log of all connections, for a time", () => {
    expect(read.flowLogs(stack)).toEqual({ isComplete: true, retentionDays: expect.any(Number) });
  });

  test("gives no node a public address", () => {
    expect(read.publicNodeAddresses(stack)).toEqual([]);
  });

  test("encrypts every node's disk, unless the cloud's capabilities say that it has no such disks", () => {
    const { encryptedDisks } = clouds[cloud].capabilities;
    expect(read.unencryptedDisks(stack).length === 0).toBe(encryptedDisks);
  });

  test("enforces network policies", () => {
    expect(read.enforcesNetworkPolicies(stack)).toBe(true);
  });

  test("gives pods identities without keys", () => {
    expect(read.hasWorkloadIdentity(stack)).toBe(true);
  });

  test("lets what keeps things in a bucket reach that bucket alone", () => {
    const buckets = z.record(z.string(), z.string()).parse(stack.outputs.buckets);
    const reach = Object.fromEntries(
      keepers.map(({ name }) => [name, read.bucketsInReach(stack, name)] as const),
    );
    expect(reach).toEqual(
      Object.fromEntries(keepers.map(({ name, bucket }) => [name, [nameOf(stack, buckets[bucket])]])),
    );
  });

  test("has no local account and no credential that doesn't expire", () => {
    expect(read.hasStaticCredentials(stack)).toBe(false);
  });

  test("uses no provider but its cloud's, and none that is configured from the cluster", () => {
    expect(stack.providers).toEqual(read.providers);
    // A variable is no resource: what a provider takes from one is known before anything exists.
    expect(JSON.stringify(read.providers.map((name) => stack.provider(name)))).not.toMatch(/\$\{(?!var\.)/);
  });

  test("pins each of its providers", () => {
    const { required_providers: required } = pinnedSchema.parse(JSON.parse(stack.text)).terraform;
    expect(Object.keys(required).sort()).toEqual(read.providers);
    for (const { version } of Object.values(required)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe.each(stateStoreNames)("state in %s", (store) => {
  const read = storeReadings[store];
  const app = synthesize({ ...fullProject, stateBackend: read.stateBackend }, environments);
  const bootstrap = stackOf(app, "bootstrap");

  test.each(environments)("of $name travels over TLS only", ({ name }) => {
    expect(read.travelsOverTlsOnly(bootstrap, stackOf(app, name))).toBe(true);
  });

  test("is encrypted and versioned, unless the store lacks it", () => {
    expect(read.isEncrypted(bootstrap)).toBe(!read.lacks.includes("encryption"));
    expect(read.isVersioned(bootstrap)).toBe(!read.lacks.includes("versions"));
  });

  test("is closed to the public, and can't be destroyed by accident", () => {
    expect(read.isClosedToThePublic(bootstrap)).toBe(true);
    expect(read.isProtected(bootstrap)).toBe(true);
  });

  test.each(environments)("of $name is locked while it is written, under a key of its own", ({ name }) => {
    const stack = stackOf(app, name);
    expect(stack.backend.type).toBe(read.backend);
    expect(read.isLocked(stack)).toBe(true);
    expect(JSON.stringify(stack.backend.settings)).toContain(`${name}/${name}`);
  });
});
