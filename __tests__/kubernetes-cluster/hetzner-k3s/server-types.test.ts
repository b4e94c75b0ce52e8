import { nodePoolSchema, nodeSizes, sizeFigures } from "../../../constructs/contract/node-pool";
import {
  controlPlaneServerType,
  hetznerMachineTypes,
  serverTypeOf,
  serverTypes,
  withdrawnServerTypes,
} from "../../../constructs/kubernetes-cluster/hetzner-k3s/server-types";
import {
  controlPlaneAddresses,
  loadBalancerAddresses,
  natAddresses,
  workerAddresses,
} from "../../../constructs/network/hetzner/address-plan";
import { systemPool } from "../../examples";

const amd64 = hetznerMachineTypes.amd64;
const arm64 = hetznerMachineTypes.arm64;

test.each(nodeSizes)("types of size %s have what it promises, or more, on both architectures", (size) => {
  for (const [architecture, types] of Object.entries({ amd64: amd64[size], arm64: arm64[size] })) {
    for (const name of types) {
      const type = serverTypes[name];
      expect(type).toMatchObject({ architecture });
      expect(type?.vcpus).toBeGreaterThanOrEqual(sizeFigures[size].vcpus);
      expect(type?.memoryGib).toBeGreaterThanOrEqual(sizeFigures[size].memoryGib);
    }
  }
});

test.each([
  [{ size: "small" }, "ccx13"],
  [{ size: "small", capacityType: "spot" }, "cx33"],
  [{ size: "large", capacityType: "spot" }, "cx53"],
  [{ size: "medium", architecture: "arm64" }, "cax31"],
  [{ size: undefined, instanceTypes: ["cpx62"], capacityType: "spot" }, "cpx62"],
])("a pool with %j has servers of type %s", (changes, type) => {
  expect(serverTypeOf(nodePoolSchema.parse({ ...systemPool, ...changes }))).toBe(type);
});

test("a withdrawn type isn't sold, and its successor is, with no less memory or disk for the same line", () => {
  for (const [withdrawn, successor] of Object.entries(withdrawnServerTypes)) {
    expect(serverTypes).not.toHaveProperty(withdrawn);
    expect(serverTypes).toHaveProperty(successor);
    expect(successor.replace(/\d+/, "")).toBe(withdrawn.replace(/\d+/, ""));
  }
});

test("the control plane's type is sold wherever the project may list locations", () => {
  expect(serverTypes[controlPlaneServerType]?.locations).toEqual(["fsn1", "nbg1", "hel1"]);
});

test("the workers' subnet is the last of a network, where servers without an address join", () => {
  const cidr = "10.10.0.0/16";
  const others = [controlPlaneAddresses, loadBalancerAddresses, natAddresses];
  const start = (block: string) => Number(block.split(".")[2]?.split("/")[0]);
  for (const other of others) expect(start(workerAddresses(cidr))).toBeGreaterThan(start(other(cidr)));
});
