import {
  type Architecture,
  type MachineTypes,
  machineTypesOf,
  type NodePoolSettings,
} from "../../contract/node-pool";

/**
 * The size behind each word: 2 vCPU and 8 GiB, 4 and 16, 8 and 32; one each, because an agent pool has one.
 * https://learn.microsoft.com/azure/virtual-machines/sizes/general-purpose/dsv5-series
 * https://learn.microsoft.com/azure/virtual-machines/sizes/general-purpose/dpsv5-series
 */
export const azureMachineTypes: MachineTypes = {
  amd64: { small: ["Standard_D2s_v5"], medium: ["Standard_D4s_v5"], large: ["Standard_D8s_v5"] },
  arm64: { small: ["Standard_D2ps_v5"], medium: ["Standard_D4ps_v5"], large: ["Standard_D8ps_v5"] },
};

/**
 * Regions in which the sizes behind the words for arm64 aren't sold, or weren't when this was written; a pool there
 * names in `instanceTypes` what `az vm list-skus` lists.
 * https://azure.microsoft.com/explore/global-infrastructure/products-by-region/
 */
const regionsWithoutArm: readonly string[] = [
  "israelcentral",
  "norwayeast",
  "polandcentral",
  "qatarcentral",
  "southafricanorth",
  "uaenorth",
];

/** Whether a region sells the sizes of an architecture. */
export function isSold(architecture: Architecture, region: string): boolean {
  return architecture === "amd64" || !regionsWithoutArm.includes(region);
}

/** The VM size of a pool. */
export function machineType(pool: NodePoolSettings): string {
  const [type] = machineTypesOf(pool, azureMachineTypes);
  if (type === undefined) throw new Error(`The node pool ${pool.name} has no machine type.`);
  return type;
}

/** A VM size's name taken apart: https://learn.microsoft.com/azure/virtual-machines/vm-naming-conventions */
export interface MachineType {
  /** The series' letters: "D" of "Standard_D4s_v5". */
  readonly family: string;
  readonly vcpus: number;
  readonly architecture: Architecture;
}

/** Reads a VM size's name, or gives undefined where it isn't one. */
export function readMachineType(name: string): MachineType | undefined {
  const match = /^Standard_([A-Z]+)(\d+)(?:-(\d+))?([a-z]*)(?:_(?!V\d+$)[A-Z0-9]+)*(?:_v\d+)?$/.exec(name);
  if (match === null) return undefined;
  const [, family = "", vcpus, constrained, features = ""] = match;
  return {
    family,
    vcpus: Number(constrained ?? vcpus),
    architecture: features.includes("p") ? "arm64" : "amd64",
  };
}

/** Whether the standard node image runs on the type: those with GPUs or FPGAs need drivers that it doesn't have. */
export function isGeneralPurpose({ family }: MachineType): boolean {
  return !family.startsWith("N");
}
