import {
  type Architecture,
  type MachineTypes,
  machineTypesOf,
  type NodePoolSettings,
} from "../../contract/node-pool";

/**
 * The types behind each size: 2 vCPU and 8 GiB, 4 and 16, 8 and 32. A pool has one type; E2 is in every zone.
 * https://docs.cloud.google.com/compute/docs/general-purpose-machines
 */
export const gcpMachineTypes: MachineTypes = { amd64: bySize("e2"), arm64: bySize("c4a") };

function bySize(series: string): MachineTypes[Architecture] {
  const named = (vcpus: number) => [`${series}-standard-${vcpus}`];
  return { small: named(2), medium: named(4), large: named(8) };
}

/** Regions that sold C4A from its general availability on: https://docs.cloud.google.com/compute/docs/regions-zones */
export const arm64Regions: readonly string[] = [
  "asia-southeast1",
  "europe-west1",
  "europe-west3",
  "europe-west4",
  "us-central1",
  "us-east1",
  "us-east4",
];

/** The machine type of a pool. */
export function machineType(pool: NodePoolSettings): string {
  const [type] = machineTypesOf(pool, gcpMachineTypes);
  if (type === undefined) throw new Error(`The pool ${pool.name} has no machine type.`);
  return type;
}

/** A machine type's name taken apart. */
export interface MachineType {
  /** The series before the first "-": "n2d" of "n2d-standard-4". */
  readonly series: string;
  readonly architecture: Architecture;
}

/** Series with Google's or Ampere's Arm processors. */
const arm64Series = ["c4a", "n4a", "t2a"];

/** Reads a machine type's name, or gives undefined where it isn't one. */
export function readMachineType(name: string): MachineType | undefined {
  const [, series] = /^([a-z]{1,2}\d[a-z]*)-[a-z]+(-[a-z0-9]+)*$/.exec(name) ?? [];
  if (series === undefined) return undefined;
  return { series, architecture: arm64Series.includes(series) ? "arm64" : "amd64" };
}

/** Whether a node of the type needs nothing but the standard image: no drivers for GPUs or TPUs. */
export function isGeneralPurpose({ series }: MachineType): boolean {
  return !/^(a[2-9]|ct|g[2-9]|tpu)/.test(series);
}

/**
 * Series that take Hyperdisk alone; all others take Persistent Disk, which is in every zone.
 * https://docs.cloud.google.com/compute/docs/disks/hyperdisks#machine-type-support
 */
const hyperdiskSeries = ["c4", "c4a", "c4d", "h4d", "m4", "n4", "n4a", "n4d", "x4"];

/** The kind of disk that a machine of the type starts from. */
export function diskType(name: string): string {
  const series = readMachineType(name)?.series ?? "";
  return hyperdiskSeries.includes(series) ? "hyperdisk-balanced" : "pd-balanced";
}
