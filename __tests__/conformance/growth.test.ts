import type { EnvironmentInput } from "../../constructs/contract/environment";
import type { NodePoolInput } from "../../constructs/contract/node-pool";
import { cloudNames } from "../../constructs/contract/project";
import { environments } from "../../envs/environments";
import { stackOf } from "../synthesized";
import { onCloud } from "./every-environment";
import { cloudReadings } from "./readings/readings";
import { type Replacement, replacements } from "./replacements";

const furtherPool: NodePoolInput = {
  name: "further",
  role: "workload",
  size: "small",
  minNodes: 0,
  maxNodes: 2,
};

/** Environments of so many zones, whose system pools have a node for each of three. */
function withZones(zones: number): EnvironmentInput[] {
  return environments.map(({ kubernetesCluster, ...environment }) => {
    const nodePools = kubernetesCluster.nodePools.map((pool) =>
      pool.role === "system" ? { ...pool, minNodes: Math.max(pool.minNodes, 3) } : pool,
    );
    return { ...environment, zones, kubernetesCluster: { ...kubernetesCluster, nodePools } };
  });
}

function withPool(environment: EnvironmentInput, zones?: readonly number[]): EnvironmentInput {
  const { kubernetesCluster } = environment;
  const pool = zones === undefined ? furtherPool : { ...furtherPool, zones };
  const nodePools = [pool, ...kubernetesCluster.nodePools];
  return { ...environment, kubernetesCluster: { ...kubernetesCluster, nodePools } };
}

/** An environment of another name; a platform would need a domain of its own. */
function further({ platform: _, ...environment }: EnvironmentInput): EnvironmentInput {
  return { ...environment, name: "further" };
}

describe.each(cloudNames)("on %s", (cloud) => {
  const { changedInPlace, zones, isNode = () => false } = cloudReadings[cloud];
  const asItIs = onCloud(cloud, environments);
  const [twoZones, threeZones] = [onCloud(cloud, withZones(2)), onCloud(cloud, withZones(3))];
  const withFurtherPool = onCloud(
    cloud,
    environments.map((environment) => withPool(environment)),
  );
  const withFurtherEnvironment = onCloud(
    cloud,
    [...environments, ...environments.slice(0, 1)].map((environment, place) =>
      place < environments.length ? environment : further(environment),
    ),
  );

  test.each(environments)(
    "one more zone is one more for the nodes of $name, and replaces nothing",
    ({ name }) => {
      const [before, after] = [stackOf(twoZones, name), stackOf(threeZones, name)];
      expect(zones(after)).toHaveLength(3);
      expect(zones(after)).toEqual(expect.arrayContaining([...zones(before)]));
      const isGivenUp = ({ address, changed }: Replacement) => changed.length === 0 && isNode(address);
      expect(replacements(before, after, changedInPlace).filter((one) => !isGivenUp(one))).toEqual([]);
    },
  );

  test("one more zone leaves a pool with zones of its own alone", () => {
    const inZones = (zones: number) =>
      onCloud(
        cloud,
        withZones(zones).map((one) => withPool(one, [1, 2])),
      );
    const [before, after] = [inZones(2), inZones(3)];
    for (const { name } of environments) {
      const changed = replacements(stackOf(before, name), stackOf(after, name), changedInPlace);
      expect(changed.filter(({ address }) => address.includes("further"))).toEqual([]);
    }
  });

  test.each(environments)("one more pool appends to $name, whatever its place in the list", ({ name }) => {
    const [before, after] = [stackOf(asItIs, name), stackOf(withFurtherPool, name)];
    expect(after.addresses.length).toBeGreaterThan(before.addresses.length);
    expect(replacements(before, after, changedInPlace)).toEqual([]);
  });

  test.each(environments)("lifting the protection of $name replaces nothing", ({ name }) => {
    const inState = (deletionProtection: boolean) =>
      stackOf(
        onCloud(
          cloud,
          environments.map((environment) => ({
            ...environment,
            kubernetesCluster: { ...environment.kubernetesCluster, deletionProtection },
          })),
        ),
        name,
      );
    const changed = replacements(inState(true), inState(false), changedInPlace);
    const arguments_ = changed.flatMap((one) => one.changed.map((argument) => `${one.address} ${argument}`));
    expect(arguments_.filter((one) => !one.endsWith(" lifecycle.prevent_destroy"))).toEqual([]);
  });

  test.each(["bootstrap", ...environments.map(({ name }) => name)])(
    "one more environment leaves %s as it is",
    (name) => {
      expect(stackOf(withFurtherEnvironment, name).existing).toEqual(stackOf(asItIs, name).existing);
    },
  );
});
