// What a node's size means on each cloud.

import type { NodePoolSettings } from "../../constructs/contract/node-pool";
import { architectures, nodePoolSchema, nodeSizes } from "../../constructs/contract/node-pool";
import { type CloudName, cloudNames } from "../../constructs/contract/project";
import { instanceTypes } from "../../constructs/kubernetes-cluster/aws-eks/instance-types";
import { markdownTable } from "./markdown";
import { code } from "./type-words";

/** The machine types behind a pool's size; a cloud without an entry doesn't compile. */
const machineTypes: Readonly<Record<CloudName, (pool: NodePoolSettings) => readonly string[]>> = {
  aws: instanceTypes,
};

/** A table with a row for each size and architecture and a column for each cloud. */
export function sizeTable(): string {
  const rows = nodeSizes.flatMap((size) =>
    architectures.map((architecture) => {
      const pool = nodePoolSchema.parse({
        name: "pool",
        role: "workload",
        size,
        architecture,
        minNodes: 1,
        maxNodes: 1,
      });
      const types = cloudNames.map((cloud) => machineTypes[cloud](pool).map(code).join(", "));
      return [code(size), code(architecture), ...types];
    }),
  );
  return markdownTable(["size", "architecture", ...cloudNames.map(code)], rows);
}
