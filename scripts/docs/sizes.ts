// What a node's size means on each cloud.
import { clouds } from "../../constructs/clouds";
import { architectures, nodeSizes } from "../../constructs/contract/node-pool";
import { cloudNames } from "../../constructs/contract/project";
import { markdownTable } from "./markdown";
import { code } from "./type-words";

/** A table with a row for each size and architecture and a column for each cloud. */
export function sizeTable(): string {
  const rows = nodeSizes.flatMap((size) =>
    architectures.map((architecture) => {
      const types = cloudNames.map((cloud) =>
        clouds[cloud].machineTypes[architecture][size].map(code).join(", "),
      );
      return [code(size), code(architecture), ...types];
    }),
  );
  return markdownTable(["size", "architecture", ...cloudNames.map(code)], rows);
}
