import type { Architecture, NodePoolSettings } from "./node-pool";
import type { Problem } from "./problem";

/** What a machine type's name says of it. */
export interface InstanceTypeReading {
  /** The processors that it has. */
  readonly architecture: Architecture;
  /** Whether the cloud's standard node image runs on it. */
  readonly isGeneralPurpose: boolean;
}

/** How a cloud names machine types. */
export interface InstanceTypeNames {
  /** What a name stands for, with its article: "an EC2 instance type". */
  readonly kind: string;
  /** A name for a reader to go by. */
  readonly example: string;
  /** What the standard node image runs on, as a noun: "types without GPUs". */
  readonly generalPurpose: string;
  /** Undefined where a name isn't one of the cloud's. */
  readonly read: (name: string) => InstanceTypeReading | undefined;
}

/** What is wrong with the machine types that a pool names itself. */
export function instanceTypeProblems(
  pool: NodePoolSettings,
  names: InstanceTypeNames,
  path: string,
): Problem[] {
  return (pool.instanceTypes ?? []).flatMap((name) => {
    const field = { path: `${path}.instanceTypes`, value: name };
    const type = names.read(name);
    if (type === undefined) {
      return [
        {
          ...field,
          problem: `is not ${names.kind}, so its architecture is unknown`,
          allowed: `types such as "${names.example}"`,
          mend: "correct it, or use size instead",
        },
      ];
    }
    if (!type.isGeneralPurpose) {
      return [
        {
          ...field,
          problem: "needs drivers that the standard node image doesn't have",
          allowed: names.generalPurpose,
          mend: "choose another type",
        },
      ];
    }
    if (type.architecture === pool.architecture) return [];
    return [
      {
        ...field,
        problem: `is an ${type.architecture} type in a pool of architecture ${pool.architecture}`,
        allowed: `${pool.architecture} types`,
        mend: `choose another type, or set architecture: "${type.architecture}"`,
      },
    ];
  });
}
