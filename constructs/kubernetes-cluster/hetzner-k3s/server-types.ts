import {
  type Architecture,
  type MachineTypes,
  machineTypesOf,
  type NodePoolSettings,
} from "../../contract/node-pool";

/** What a server of a type has. */
export interface ServerType {
  readonly vcpus: number;
  readonly memoryGib: number;
  readonly diskGib: number;
  readonly architecture: Architecture;
  /** The locations that sell it. */
  readonly locations: readonly string[];
}

const europe = ["fsn1", "nbg1", "hel1"];
const everywhere = [...europe, "ash", "hil", "sin"];

/**
 * Every type that can be ordered in Europe: shared and cost-optimized (CX, CAX), shared (CPX), dedicated (CCX).
 * https://docs.hetzner.com/cloud/servers/overview and https://docs.hetzner.cloud/reference/cloud#server-types,
 * as of November 2026
 */
export const serverTypes: Readonly<Record<string, ServerType>> = {
  cx23: amd64(2, 4, 40, europe),
  cx33: amd64(4, 8, 80, europe),
  cx43: amd64(8, 16, 160, europe),
  cx53: amd64(16, 32, 320, europe),
  cax11: arm64(2, 4, 40),
  cax21: arm64(4, 8, 80),
  cax31: arm64(8, 16, 160),
  cax41: arm64(16, 32, 320),
  cpx12: amd64(1, 2, 40, europe),
  cpx22: amd64(2, 4, 80, europe),
  cpx32: amd64(4, 8, 160, europe),
  cpx42: amd64(8, 16, 320, europe),
  cpx52: amd64(12, 24, 480, europe),
  cpx62: amd64(16, 32, 640, europe),
  ccx13: amd64(2, 8, 80, everywhere),
  ccx23: amd64(4, 16, 160, everywhere),
  ccx33: amd64(8, 32, 240, everywhere),
  ccx43: amd64(16, 64, 360, everywhere),
  ccx53: amd64(32, 128, 600, everywhere),
  ccx63: amd64(48, 192, 960, everywhere),
};

/**
 * Types that can't be ordered in Europe any more, and what took their place.
 * https://docs.hetzner.cloud/changelog#2025-10-16-server-types-deprecated and
 * https://docs.hetzner.cloud/changelog#2024-06-06-old-server-types-with-shared-intel-vcpus-are-deprecated
 */
export const withdrawnServerTypes: Readonly<Record<string, string>> = {
  cx11: "cx23",
  cx21: "cx23",
  cx31: "cx33",
  cx41: "cx43",
  cx51: "cx53",
  cx22: "cx23",
  cx32: "cx33",
  cx42: "cx43",
  cx52: "cx53",
  cpx11: "cpx12",
  cpx21: "cpx22",
  cpx31: "cpx32",
  cpx41: "cpx42",
  cpx51: "cpx62",
  ccx11: "ccx13",
  ccx12: "ccx13",
  ccx21: "ccx23",
  ccx22: "ccx23",
  ccx31: "ccx33",
  ccx32: "ccx33",
  ccx41: "ccx43",
  ccx42: "ccx43",
  ccx51: "ccx53",
  ccx52: "ccx53",
  ccx62: "ccx63",
};

function amd64(vcpus: number, memoryGib: number, diskGib: number, locations: readonly string[]): ServerType {
  return { vcpus, memoryGib, diskGib, architecture: "amd64", locations };
}

function arm64(vcpus: number, memoryGib: number, diskGib: number): ServerType {
  return { vcpus, memoryGib, diskGib, architecture: "arm64", locations: europe };
}

/**
 * The types behind each size, which have its figures or more: the first is for capacity on demand, the last for
 * `spot`. Hetzner takes no server back; what it sells for less are shared processors, of which a location may have
 * none left. For ARM it sells no others.
 */
export const hetznerMachineTypes: MachineTypes = {
  amd64: { small: ["ccx13", "cx33"], medium: ["ccx23", "cx43"], large: ["ccx33", "cx53"] },
  arm64: { small: ["cax21"], medium: ["cax31"], large: ["cax41"] },
};

/** The type of a pool's servers. */
export function serverTypeOf(pool: NodePoolSettings): string {
  const types = machineTypesOf(pool, hetznerMachineTypes);
  const type = pool.capacityType === "spot" ? types.at(-1) : types[0];
  if (type === undefined) throw new Error(`The pool ${pool.name} has no server type.`);
  return type;
}

/**
 * The type of the control plane's servers: enough for as many nodes as a network takes.
 * https://docs.k3s.io/installation/requirements#cpu-and-memory
 */
export const controlPlaneServerType = "cx33";

/** The system that all servers start from. */
export const serverImage = "ubuntu-24.04";

/** The type of the API's load balancer: the smallest, for it has as many targets as the control plane has servers. */
export const apiLoadBalancerType = "lb11";
