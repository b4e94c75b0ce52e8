import {
  type Architecture,
  type MachineTypes,
  machineTypesOf,
  type NodePoolSettings,
} from "../../contract/node-pool";

/**
 * The types behind each size, most wanted first: 2 vCPU and 8 GiB, 4 and 16, 8 and 32. Several, because spot capacity
 * is seldom short for all of them at once. https://aws.amazon.com/ec2/instance-types/#general-purpose
 */
export const awsMachineTypes: MachineTypes = {
  amd64: bySize("m6i", "m6a", "m5", "m5a"),
  arm64: bySize("m7g", "m6g"),
};

function bySize(...families: readonly string[]): MachineTypes[Architecture] {
  const named = (suffix: string) => families.map((family) => `${family}.${suffix}`);
  return { small: named("large"), medium: named("xlarge"), large: named("2xlarge") };
}

/** The EC2 instance types of a pool. */
export function instanceTypes(pool: NodePoolSettings): string[] {
  return [...machineTypesOf(pool, awsMachineTypes)];
}

/** An instance type's name taken apart: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html */
export interface InstanceType {
  /** The series before the generation: "m" of "m6i.large". */
  readonly series: string;
  readonly architecture: Architecture;
  /** The size after the dot. */
  readonly size: string;
}

/** Reads an instance type's name, or gives undefined where it isn't one. */
export function readInstanceType(name: string): InstanceType | undefined {
  const match =
    /^([a-z]+)(-\d*[a-z]+)?(\d+)([a-z]*)(-[a-z0-9]+)*\.(nano|micro|small|medium|(\d*x)?large|metal(-\d+xl)?)$/.exec(
      name,
    );
  if (match === null) return undefined;
  const [, series = "", , , options = "", , size = ""] = match;
  // A "g" among the options is a Graviton processor; a1 is the first generation, before the letter.
  const isArm = options.includes("g") || (series === "a" && options === "");
  return { series, architecture: isArm ? "arm64" : "amd64", size };
}

/** Series that Amazon Linux 2023 doesn't run on (a1), whose devices need drivers it doesn't have, and macOS hosts. */
const specialSeries = ["a", "dl", "f", "g", "gr", "inf", "mac", "p", "trn", "vt"];

/** Whether the standard node image runs on the type. */
export function isGeneralPurpose({ series }: InstanceType): boolean {
  return !specialSeries.includes(series);
}

/**
 * Addresses that a node takes at the most: its network interfaces times the addresses of each.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html#gp_network
 */
export function addressesPerNode(name: string): number {
  const size = readInstanceType(name)?.size ?? "metal";
  if (["nano", "micro"].includes(size)) return 4;
  if (["small", "medium"].includes(size)) return 18;
  if (size === "large") return 36;
  if (["xlarge", "2xlarge"].includes(size)) return 60;
  return Number.parseInt(size, 10) <= 12 ? 240 : 750;
}
