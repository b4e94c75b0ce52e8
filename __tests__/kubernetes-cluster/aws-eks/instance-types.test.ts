import {
  architectures,
  type NodePoolSettings,
  nodePoolSchema,
  nodeSizes,
} from "../../../constructs/contract/node-pool";
import {
  addressesPerNode,
  instanceTypes,
  isGeneralPurpose,
  readInstanceType,
} from "../../../constructs/kubernetes-cluster/aws-eks/instance-types";
import { systemPool } from "../../examples";

const everySize = architectures.flatMap((architecture) =>
  nodeSizes.map((size): NodePoolSettings => nodePoolSchema.parse({ ...systemPool, architecture, size })),
);

test.each(everySize)(
  "$size on $architecture is types of that architecture, several for spot's sake",
  (pool) => {
    const types = instanceTypes(pool).map(readInstanceType);
    expect(types.length).toBeGreaterThanOrEqual(2);
    for (const type of types) expect(type).toMatchObject({ architecture: pool.architecture, series: "m" });
  },
);

test("a pool's own types go before its size", () => {
  expect(
    instanceTypes(nodePoolSchema.parse({ ...systemPool, size: undefined, instanceTypes: ["c7i.4xlarge"] })),
  ).toEqual(["c7i.4xlarge"]);
});

test.each([
  ["m6i.large", "amd64"],
  ["t3.medium", "amd64"],
  ["c7gn.16xlarge", "arm64"],
  ["a1.xlarge", "arm64"],
  ["r8g.metal-24xl", "arm64"],
  ["i4g.large", "arm64"],
  ["u7i-12tb.224xlarge", "amd64"],
  ["m7i-flex.large", "amd64"],
])("%s is %s", (name, architecture) => {
  expect(readInstanceType(name)?.architecture).toBe(architecture);
});

test.each(["m6i", "large", "Standard_D2s_v5", "m6i.huge", ""])("%j is no instance type", (name) => {
  expect(readInstanceType(name)).toBeUndefined();
});

test.each(["g5.xlarge", "p4d.24xlarge", "inf2.xlarge", "mac2.metal"])(
  "%s needs another node image",
  (name) => {
    const type = readInstanceType(name);
    expect(type !== undefined && isGeneralPurpose(type)).toBe(false);
  },
);

// https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html#gp_network: interfaces times addresses of each.
test.each([
  ["m6i.large", 3 * 10],
  ["m6i.xlarge", 4 * 15],
  ["m6i.2xlarge", 4 * 15],
  ["m6i.4xlarge", 8 * 30],
  ["m6i.16xlarge", 15 * 50],
  ["t3.medium", 3 * 6],
])("%s is counted with at least the %i addresses it takes", (name, addresses) => {
  expect(addressesPerNode(name)).toBeGreaterThanOrEqual(addresses);
});
