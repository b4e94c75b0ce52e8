import {
  architectures,
  capacityTypes,
  nodeSizes,
  taintEffects,
} from "../../../constructs/contract/node-pool";
import { absent } from "../../configuration/valid-configuration";
import { another, anotherFigure, type OtherValue } from "./other";
import type { Subject } from "./subject";

/** A change of one field of the last pool. */
function ofPool(field: string, value: (subject: Subject) => unknown): OtherValue {
  return (subject) => {
    const changed = value(subject);
    return changed === undefined ? undefined : { [pathOf(subject, field)]: changed };
  };
}

function pathOf({ poolPlace }: Subject, field: string): string {
  return `environment.kubernetesCluster.nodePools.${poolPlace}.${field}`;
}

function ofTaint(field: string, value: (subject: Subject) => unknown): OtherValue {
  return ofPool(`taints.0.${field}`, (subject) =>
    subject.pool.taints.length > 0 ? value(subject) : undefined,
  );
}

const path = "environment.kubernetesCluster.nodePools.*";

/** Other values for a node pool. */
export const nodePoolChanges: Readonly<Record<string, OtherValue>> = {
  [`${path}.name`]: ofPool("name", () => "other"),
  // Only one that has the nodes and the capacity of a system pool can become one, and the last one stays one.
  [`${path}.role`]: ofPool("role", ({ pool, poolPlace, can }) => {
    if (pool.role === "system") return poolPlace > 0 ? "workload" : undefined;
    const isFit = pool.minNodes >= 3 && can.capacityTypes.system.includes(pool.capacityType);
    return isFit && pool.taints.length === 0 ? "system" : undefined;
  }),
  [`${path}.size`]: ofPool("size", ({ pool: { size } }) => size && another(nodeSizes, size)),
  [`${path}.instanceTypes`]: (subject) => {
    const { architecture, size, instanceTypes } = subject.pool;
    const others = Object.values(subject.machineTypes[architecture]).map((types) => types.slice(0, 1));
    const current = instanceTypes ?? (size && subject.machineTypes[architecture][size].slice(0, 1));
    return {
      [pathOf(subject, "size")]: absent,
      [pathOf(subject, "instanceTypes")]: another(others, current),
    };
  },
  [`${path}.capacityType`]: ofPool("capacityType", ({ pool }) => another(capacityTypes, pool.capacityType)),
  [`${path}.minNodes`]: ofPool("minNodes", ({ pool }) => (pool.minNodes > 2 ? 2 : pool.minNodes + 1)),
  [`${path}.maxNodes`]: ofPool("maxNodes", ({ pool }) => pool.maxNodes + 1),
  [`${path}.diskSizeGb`]: ofPool("diskSizeGb", ({ pool, can }) =>
    anotherFigure(can.diskSizeGb, pool.diskSizeGb),
  ),
  [`${path}.architecture`]: ofPool("architecture", ({ pool }) =>
    pool.size === undefined ? undefined : another(architectures, pool.architecture),
  ),
  [`${path}.zones`]: ofPool("zones", ({ pool, read }) =>
    another(
      [[read.zones.length], [1], [read.zones.length + 1]],
      pool.zones ?? (read.zones.length === 1 ? [1] : undefined),
    ),
  ),
  [`${path}.labels`]: ofPool("labels", ({ pool }) => ({ ...pool.labels, further: "label" })),
  [`${path}.taints.*.key`]: ofTaint("key", () => "another-key"),
  [`${path}.taints.*.value`]: ofTaint("value", () => "another-value"),
  [`${path}.taints.*.effect`]: ofTaint("effect", ({ pool }) => another(taintEffects, pool.taints[0]?.effect)),
};
