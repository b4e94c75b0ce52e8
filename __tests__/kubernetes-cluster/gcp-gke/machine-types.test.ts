import {
  architectures,
  type NodePoolSettings,
  nodePoolSchema,
  nodeSizes,
} from "../../../constructs/contract/node-pool";
import {
  diskType,
  isGeneralPurpose,
  machineType,
  readMachineType,
} from "../../../constructs/kubernetes-cluster/gcp-gke/machine-types";
import { systemPool } from "../../examples";

// Names that Google lists: https://docs.cloud.google.com/compute/docs/machine-resource
const arm = ["t2a-standard-4", "c4a-standard-8", "c4a-highmem-16-lssd", "n4a-highcpu-2"];
const amd = [
  ...["e2-standard-2", "e2-medium", "e2-custom-4-8192", "n1-standard-1", "n2-standard-4", "n2d-highmem-96"],
  ...[
    "n4-standard-2",
    "c3-standard-8-lssd",
    "c3d-highcpu-360",
    "c4-highmem-48",
    "c4d-standard-2",
    "t2d-standard-1",
  ],
  ...[
    "h3-standard-88",
    "m1-ultramem-40",
    "m3-megamem-64",
    "z3-highmem-88",
    "c2-standard-4",
    "x4-megamem-960-metal",
  ],
];
const special = [
  "a2-highgpu-1g",
  "a3-megagpu-8g",
  "a4x-highgpu-4g",
  "g2-standard-4",
  "g4-standard-48",
  "ct5lp-hightpu-4t",
];
const wrong = [
  "",
  "n2",
  "n2-",
  "-standard-4",
  "m6i.large",
  "Standard_D4s_v5",
  "N2-standard-4",
  "n2 standard 4",
  "cx32",
];

const everySize = architectures.flatMap((architecture) =>
  nodeSizes.map((size): NodePoolSettings => nodePoolSchema.parse({ ...systemPool, architecture, size })),
);

test.each(everySize)("$size on $architecture is one type of that architecture", (pool) => {
  expect(readMachineType(machineType(pool))).toMatchObject({ architecture: pool.architecture });
});

test("sizes are as large as the contract says, in vCPU with 4 GiB each", () => {
  expect(everySize.map((pool) => machineType(pool).split("-").slice(1))).toEqual(
    architectures.flatMap(() => ["2", "4", "8"].map((vcpus) => ["standard", vcpus])),
  );
});

test("a pool's own type goes before its size", () => {
  const pool = nodePoolSchema.parse({ ...systemPool, size: undefined, instanceTypes: ["c3-standard-4"] });
  expect(machineType(pool)).toBe("c3-standard-4");
});

test.each(arm)("%s is an ARM type for the standard image", (name) => {
  const type = readMachineType(name);
  expect(type).toMatchObject({ architecture: "arm64" });
  expect(type && isGeneralPurpose(type)).toBe(true);
});

test.each(amd)("%s is an amd64 type for the standard image", (name) => {
  const type = readMachineType(name);
  expect(type).toMatchObject({ architecture: "amd64" });
  expect(type && isGeneralPurpose(type)).toBe(true);
});

test.each(special)("%s has accelerators", (name) => {
  const type = readMachineType(name);
  expect(type && isGeneralPurpose(type)).toBe(false);
});

test.each(wrong)("%j is no type", (name) => {
  expect(readMachineType(name)).toBeUndefined();
});

test.each([
  ["e2-standard-2", "pd-balanced"],
  ["n2d-standard-2", "pd-balanced"],
  ["t2a-standard-2", "pd-balanced"],
  ["c4-standard-2", "hyperdisk-balanced"],
  ["c4a-standard-2", "hyperdisk-balanced"],
  ["n4-standard-2", "hyperdisk-balanced"],
])("%s starts from a disk of the kind %s", (name, kind) => {
  expect(diskType(name)).toBe(kind);
});
