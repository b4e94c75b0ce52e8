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

// Names that AWS lists: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
const arm = [
  ...["t4g.nano", "t4g.micro", "t4g.small", "t4g.2xlarge"],
  ...["m6g.large", "m6gd.metal", "m7gd.16xlarge", "m8g.metal-24xl", "m8gd.48xlarge", "m8gn.2xlarge"],
  ...["c6g.12xlarge", "c6gn.xlarge", "c7gd.metal", "c7gn.metal", "c8g.metal-48xl", "c8gb.large"],
  ...["r6gd.4xlarge", "r7g.medium", "r8g.24xlarge", "r8gb.large", "x2gd.metal", "x8g.large"],
  ...["im4gn.large", "is4gen.medium", "i4g.large", "i8g.large", "i8ge.metal-48xl", "hpc7g.4xlarge"],
  ...["c7gn.16xlarge", "r8g.metal-24xl"],
];

const amd = [
  ...["t2.micro", "t3.nano", "t3a.2xlarge", "m4.10xlarge", "m5.metal", "m5dn.24xlarge", "m5zn.3xlarge"],
  ...["m6a.48xlarge", "m6idn.metal", "m7a.metal-48xl", "m7i.metal-24xl", "m7i-flex.large", "m8i-flex.xlarge"],
  ...["c4.8xlarge", "c5.18xlarge", "c5n.9xlarge", "c5ad.large", "c6in.32xlarge", "c7i-flex.8xlarge"],
  ...[
    "r5b.metal",
    "r6idn.large",
    "r7iz.metal-16xl",
    "x1.32xlarge",
    "x1e.xlarge",
    "x2idn.metal",
    "x2iedn.xlarge",
  ],
  ...["x2iezn.6xlarge", "u-6tb1.metal", "u-3tb1.56xlarge", "u-12tb1.112xlarge", "u7i-12tb.224xlarge"],
  ...["u7in-16tb.224xlarge", "u7inh-32tb.480xlarge", "z1d.6xlarge", "i3.metal", "i3en.24xlarge", "i4i.large"],
  ...["i7ie.48xlarge", "d3en.12xlarge", "h1.16xlarge", "hpc6a.48xlarge", "hpc6id.32xlarge", "hpc7a.96xlarge"],
  ...["m6i.large", "t3.medium"],
];

const special = [
  "p4d.24xlarge",
  ...[
    "p3dn.24xlarge",
    "p4de.24xlarge",
    "p5.48xlarge",
    "p5en.48xlarge",
    "p6-b200.48xlarge",
    "p6e-gb200.36xlarge",
  ],
  ...["g4dn.xlarge", "g4ad.4xlarge", "g5.xlarge", "g5g.metal", "g6.48xlarge", "g6e.xlarge", "g6f.large"],
  ...["gr6.4xlarge", "gr6f.4xlarge", "inf1.6xlarge", "inf2.xlarge", "trn1n.32xlarge", "trn2.3xlarge"],
  ...["trn2u.48xlarge", "dl1.24xlarge", "dl2q.24xlarge", "vt1.3xlarge", "f1.2xlarge", "f2.48xlarge"],
  ...[
    "mac1.metal",
    "mac2.metal",
    "a1.large",
    "mac2-m2pro.metal",
    "mac2-m1ultra.metal",
    "mac-m4.metal",
    "mac-m4pro.metal",
  ],
];

const wrong = [
  ...["m6i.huge", "Standard_D2s_v5"],
  ...["", "m6i", ".large", "m6i.", "large", "m6i.lrge", "m6i.2large", "m6i.xxlarge", "m6i.metal-", "m.large"],
  ...[
    "6i.large",
    "M6i.large",
    "m6i.Large",
    " m6i.large",
    "m6i.large ",
    "m6i large",
    "m6i..large",
    "m6i.large.x",
  ],
  ...[
    "Standard_D4s_v5",
    "n2-standard-4",
    "e2-medium",
    "cx32",
    "db.m6i.large",
    "cache.t4g.micro",
    "m6i-.large",
  ],
];

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

test.each(arm)("%s is an ARM type for the standard image", (name) => {
  const type = readInstanceType(name);
  expect(type).toMatchObject({ architecture: "arm64" });
  expect(type && isGeneralPurpose(type)).toBe(true);
});

test.each(amd)("%s is an amd64 type for the standard image", (name) => {
  const type = readInstanceType(name);
  expect(type).toMatchObject({ architecture: "amd64" });
  expect(type && isGeneralPurpose(type)).toBe(true);
});

test.each(special)("%s is a type that the standard image has no drivers for", (name) => {
  const type = readInstanceType(name);
  expect(type && isGeneralPurpose(type)).toBe(false);
});

test.each(wrong)("%j is no type", (name) => {
  expect(readInstanceType(name)).toBeUndefined();
});

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
