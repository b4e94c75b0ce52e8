import { architectures, nodeSizes } from "../../../constructs/contract/node-pool";
import {
  azureMachineTypes,
  isGeneralPurpose,
  isSold,
  readMachineType,
} from "../../../constructs/kubernetes-cluster/azure-aks/machine-types";

const vcpus = { small: 2, medium: 4, large: 8 };

test.each(architectures.flatMap((architecture) => nodeSizes.map((size) => [architecture, size] as const)))(
  "%s %s is one size of that architecture, with the vCPUs that the word promises",
  (architecture, size) => {
    const types = azureMachineTypes[architecture][size];
    expect(types).toHaveLength(1);
    expect(readMachineType(types[0] ?? "")).toEqual({ family: "D", vcpus: vcpus[size], architecture });
  },
);

test.each([
  ["Standard_D4s_v5", { family: "D", vcpus: 4, architecture: "amd64" }],
  ["Standard_D4pls_v6", { family: "D", vcpus: 4, architecture: "arm64" }],
  ["Standard_E16-8as_v5", { family: "E", vcpus: 8, architecture: "amd64" }],
  ["Standard_DS2_v2", { family: "DS", vcpus: 2, architecture: "amd64" }],
  ["Standard_NC4as_T4_v3", { family: "NC", vcpus: 4, architecture: "amd64" }],
  ["Standard_B2ts_v2", { family: "B", vcpus: 2, architecture: "amd64" }],
] as const)("%s is read by its name", (name, type) => {
  expect(readMachineType(name)).toEqual(type);
});

test.each(["m6i.large", "D4s_v5", "Standard_D4s_V5", "standard_d4s_v5", "n2-standard-4", ""])(
  "%s is no VM size",
  (name) => {
    expect(readMachineType(name)).toBeUndefined();
  },
);

test("machines with GPUs are no general-purpose ones", () => {
  const isGeneral = (name: string) => {
    const type = readMachineType(name);
    return type && isGeneralPurpose(type);
  };
  expect(isGeneral("Standard_NC4as_T4_v3")).toBe(false);
  expect(isGeneral("Standard_D4s_v5")).toBe(true);
});

test("arm64 isn't sold in every region", () => {
  expect(isSold("arm64", "qatarcentral")).toBe(false);
  expect(isSold("amd64", "qatarcentral")).toBe(true);
  expect(isSold("arm64", "westeurope")).toBe(true);
});
