import fc from "fast-check";
import { clouds } from "../../constructs/clouds";
import { readConfiguration } from "../../constructs/configuration/configuration";
import { subnet } from "../../constructs/contract/cidr";
import type { EnvironmentInput } from "../../constructs/contract/environment";
import { isExisting } from "../../constructs/contract/network";
import type { NodePoolInput } from "../../constructs/contract/node-pool";
import { podAddresses, zoneAddresses } from "../../constructs/network/aws/address-plan";
import { changed, dev, project } from "./valid-configuration";

const retentionDays = fc.constantFrom(1, 7, 30, 90, 365, 3653);
const log = fc.oneof(
  fc.constant("off" as const),
  retentionDays.map((days) => ({ retentionDays: days })),
);

/** A block of any allowed length anywhere within a range. */
function blockIn(range: string, shortest: number, longest: number): fc.Arbitrary<string> {
  const rangeLength = Number(range.split("/")[1]);
  return fc
    .integer({ min: shortest, max: longest })
    .chain((length) =>
      fc
        .integer({ min: 0, max: 2 ** (length - rangeLength) - 1 })
        .map((place) => subnet(range, length, place)),
    );
}

/** Blocks as AWS takes them, with room for all pools: networks, pods and services have a range each. */
const network = fc.record(
  {
    cidr: blockIn("10.0.0.0/8", 16, 19),
    natMode: fc.constantFrom("single" as const, "per-zone" as const),
    podCidr: blockIn("100.64.0.0/10", 16, 19),
    serviceCidr: blockIn("172.16.0.0/12", 12, 24),
    flowLogs: log,
    privateServiceAccess: fc.boolean(),
  },
  { requiredKeys: ["cidr", "natMode"] },
);

const pool = fc.record(
  {
    role: fc.constantFrom("system" as const, "workload" as const),
    size: fc.constantFrom("small" as const, "medium" as const, "large" as const),
    minNodes: fc.integer({ min: 0, max: 1 }),
    maxNodes: fc.integer({ min: 1, max: 2 }),
    capacityType: fc.constantFrom("on-demand" as const, "spot" as const),
    architecture: fc.constantFrom("amd64" as const, "arm64" as const),
    diskSizeGb: fc.integer({ min: 20, max: 16384 }),
    zones: fc.constantFrom([1], [2], [1, 2], [2, 1]),
    labels: fc.dictionary(fc.stringMatching(/^[a-z]{1,10}$/), fc.stringMatching(/^[A-Za-z0-9]{0,10}$/)),
  },
  { requiredKeys: ["role", "size", "minNodes", "maxNodes"] },
);

const system: NodePoolInput = { name: "system", role: "system", size: "small", minNodes: 1, maxNodes: 2 };
const nodePools = fc
  .array(pool, { maxLength: 4 })
  .map((pools): NodePoolInput[] => [
    system,
    ...pools
      .filter(({ role, minNodes }) => role === "workload" || minNodes > 0)
      .map((one, place) => ({ ...one, name: `pool-${place}` })),
  ]);

const environment: fc.Arbitrary<EnvironmentInput> = fc.record({
  name: fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/).filter((name) => name !== "bootstrap"),
  cloud: fc.constant("aws" as const),
  zones: fc.integer({ min: 2, max: 3 }),
  network,
  kubernetesCluster: fc.record({
    kubernetesVersion: fc.constantFrom(...clouds.aws.capabilities.kubernetesVersions),
    controlPlaneLogs: log,
    deletionProtection: fc.boolean(),
    secretsEncryption: fc.constantFrom("customer-key" as const, "provider-key" as const),
    upgradeChannel: fc.constantFrom("standard" as const, "extended" as const),
    nodePools,
  }),
});

/** A block's first and last address as numbers. */
function rangeOf(cidr: string): { readonly first: number; readonly last: number } {
  const [address = "", length] = cidr.split("/");
  const first = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return { first, last: first + 2 ** (32 - Number(length)) - 1 };
}

test("a valid environment is read, and none of its subnets and blocks share an address", () => {
  fc.assert(
    fc.property(environment, (input) => {
      const [read] = readConfiguration(project, [input]).environments;
      if (read === undefined || isExisting(read.network)) throw new Error("the environment is another");
      const { cidr, podCidr, serviceCidr } = read.network;
      const blocks = [
        ...read.zones.flatMap((_, place) => Object.values(zoneAddresses(cidr, place))),
        ...(podCidr === undefined ? [] : read.zones.map((_, place) => podAddresses(podCidr, place))),
        serviceCidr,
      ];
      const ranges = blocks.map(rangeOf).sort((a, b) => a.first - b.first);
      const shared = ranges.filter(({ first }, place) => first <= (ranges[place - 1]?.last ?? -1));
      expect(shared).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("what an environment says is kept, and its account and zones are looked up", () => {
  fc.assert(
    fc.property(environment, (input) => {
      const [read] = readConfiguration(project, [input]).environments;
      expect(read).toMatchObject({
        ...input,
        account: { id: "123456789012", region: "eu-central-1", deployRole: undefined },
        zones: project.clouds.aws?.zones.slice(0, input.zones),
      });
    }),
    { numRuns: 500 },
  );
});

test("reading changes nothing of what was read, and reading twice gives the same", () => {
  const before = structuredClone({ project, dev });
  const first = readConfiguration(project, [dev]);
  expect(readConfiguration(project, [dev])).toEqual(first);
  expect({ project, dev }).toEqual(before);
});

test("a zone need hold no more than its own share of the pools", () => {
  // 16 nodes of 60 addresses and one of 36 make 996 of 1019. The first zone would need 36 more.
  const inSecondZone = changed(dev, {
    "network.cidr": "10.10.0.0/19",
    "kubernetesCluster.nodePools.1.zones": [2],
    "kubernetesCluster.nodePools.1.maxNodes": 16,
  });
  expect(readConfiguration(project, [inSecondZone]).environments).toHaveLength(1);
});

test("a zone more moves no zone that an environment has", () => {
  fc.assert(
    fc.property(environment, (input) => {
      const zonesOf = (zones: number) =>
        readConfiguration(project, [{ ...input, zones }]).environments[0]?.zones;
      expect(zonesOf(3)?.slice(0, 2)).toEqual(zonesOf(2));
    }),
    { numRuns: 200 },
  );
});
