import fc from "fast-check";
import { readConfiguration } from "../../constructs/configuration/configuration";
import { isExisting } from "../../constructs/contract/network";
import { cloudNames } from "../../constructs/contract/project";
import { podAddresses, zoneAddresses } from "../../constructs/network/aws/address-plan";
import { wishOn } from "../conformance/wishes/arbitraries";
import { read } from "../conformance/wishes/wish";
import { changed, dev, project } from "./valid-configuration";

/** A block's first and last address as numbers. */
function rangeOf(cidr: string): { readonly first: number; readonly last: number } {
  const [address = "", length] = cidr.split("/");
  const first = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return { first, last: first + 2 ** (32 - Number(length)) - 1 };
}

test("a valid environment on AWS is read, and none of its subnets and blocks share an address", () => {
  fc.assert(
    fc.property(wishOn("aws"), (wish) => {
      const { network, zones } = read(wish).environment;
      if (isExisting(network)) return;
      const { cidr, podCidr, serviceCidr } = network;
      const blocks = [
        ...zones.flatMap((_, place) => Object.values(zoneAddresses(cidr, place))),
        ...(podCidr === undefined ? [] : zones.map((_, place) => podAddresses(podCidr, place))),
        serviceCidr,
      ];
      const ranges = blocks.map(rangeOf).sort((a, b) => a.first - b.first);
      const shared = ranges.filter(({ first }, place) => first <= (ranges[place - 1]?.last ?? -1));
      expect(shared).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

describe.each(cloudNames)("on %s", (cloud) => {
  test("what an environment says is kept, and its account and zones are looked up", () => {
    fc.assert(
      fc.property(wishOn(cloud), (wish) => {
        const { environment } = wish;
        const given = wish.project.clouds[cloud];
        if (given === undefined) throw new Error(`the project has no account on ${cloud}`);
        const { environments, account: id, workloadsOn, ...account } = given;
        const { platform, ...others } = environment;
        const { features = {}, ...ofPlatform } = platform ?? {};
        const { environment: checked } = read(wish);
        const off = Object.entries(features).flatMap(([name, isOn]) => (isOn ? [] : [name]));
        expect(checked.platform?.features.filter((name) => off.includes(name)) ?? []).toEqual([]);
        expect(checked).toMatchObject({
          ...others,
          ...(platform && { platform: ofPlatform }),
          account: {
            id,
            ...account,
            ...(workloadsOn && { workloads: { cloud: workloadsOn } }),
            ...environments?.[environment.name],
          },
          zones: account.zones.slice(0, environment.zones),
        });
      }),
      { numRuns: 500 },
    );
  });

  test("a zone more moves no zone that an environment has", () => {
    fc.assert(
      fc.property(wishOn(cloud), (wish) => {
        const { environment } = wish;
        if (isExistingInput(environment.network) || environment.zones > 2) return;
        const more = read(changed(wish, { "environment.zones": environment.zones + 1 })).environment;
        expect(more.zones.slice(0, -1)).toEqual(read(wish).environment.zones);
      }),
      { numRuns: 200 },
    );
  });
});

function isExistingInput(network: object): boolean {
  return "existing" in network;
}

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
