// What a node's size means on each cloud.
import { clouds } from "../../constructs/clouds";
import { architectures, nodeSizes, sizeFigures } from "../../constructs/contract/node-pool";
import { type CloudName, cloudNames } from "../../constructs/contract/project";
import { markdownTable } from "./markdown";
import { code } from "./type-words";

/** Where each cloud says what its machine types have. */
const pages = {
  aws: "https://docs.aws.amazon.com/ec2/latest/instancetypes/gp.html",
  azure: "https://learn.microsoft.com/azure/virtual-machines/sizes/overview#general-purpose",
  gcp: "https://docs.cloud.google.com/compute/docs/general-purpose-machines",
  hetzner: "https://docs.hetzner.com/cloud/servers/overview",
};
const sources: Readonly<Record<CloudName, string>> = pages;

/** A table with a row for each size and architecture and a column for each cloud. */
export function sizeTable(): string {
  const rows = nodeSizes.flatMap((size) =>
    architectures.map((architecture) => {
      const types = cloudNames.map((cloud) =>
        clouds[cloud].machineTypes[architecture][size].map(code).join(", "),
      );
      const { vcpus, memoryGib } = sizeFigures[size];
      return [code(size), String(vcpus), String(memoryGib), code(architecture), ...types];
    }),
  );
  const headings = cloudNames.map((cloud) => `[${code(cloud)}](${sources[cloud]})`);
  return markdownTable(["size", "vCPU", "GiB", "architecture", ...headings], rows);
}
