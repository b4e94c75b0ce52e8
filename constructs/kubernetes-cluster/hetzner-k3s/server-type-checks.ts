import type { InstanceTypeNames } from "../../contract/instance-type-checks";
import { instanceTypeProblems } from "../../contract/instance-type-checks";
import type { NodePoolSettings } from "../../contract/node-pool";
import { nodesByZone } from "../../contract/node-pool-zones";
import type { Problem } from "../../contract/problem";
import { serverTypeOf, serverTypes, withdrawnServerTypes } from "./server-types";

const names: InstanceTypeNames = {
  kind: "a server type of Hetzner",
  example: "cx43",
  generalPurpose: "any type",
  read: (name) => {
    const type = serverTypes[name];
    return type && { architecture: type.architecture, isGeneralPurpose: true };
  },
};

/** What is wrong with the type of a pool's servers, where its locations are known. */
export function serverTypeProblems(
  pool: NodePoolSettings,
  zones: readonly string[],
  path: string,
): Problem[] {
  const withdrawn = withdrawnProblems(pool, path);
  const problems = [...withdrawn, ...(withdrawn.length > 0 ? [] : instanceTypeProblems(pool, names, path))];
  if (problems.length > 0 || (pool.size === undefined && pool.instanceTypes === undefined)) return problems;
  return [...unsoldProblems(pool, zones, path), ...diskProblems(pool, path)];
}

function withdrawnProblems({ instanceTypes = [] }: NodePoolSettings, path: string): Problem[] {
  return instanceTypes.flatMap((value) => {
    const successor = withdrawnServerTypes[value];
    if (successor === undefined) return [];
    return [
      {
        path: `${path}.instanceTypes`,
        value,
        problem: "is a server type that Hetzner has withdrawn",
        allowed: `its successor "${successor}", or another type that is sold`,
        mend: `use "${successor}"`,
      },
    ];
  });
}

/** A type that isn't sold in one of the pool's locations; it is told of the architecture where that decides the type. */
function unsoldProblems(pool: NodePoolSettings, zones: readonly string[], path: string): Problem[] {
  const name = serverTypeOf(pool);
  const locations = serverTypes[name]?.locations ?? [];
  const isByType = pool.instanceTypes !== undefined;
  return nodesByZone(pool, zones)
    .filter(({ zone }) => !locations.includes(zone))
    .map(({ zone }) => ({
      path: `${path}.${isByType ? "instanceTypes" : "architecture"}`,
      value: isByType ? name : pool.architecture,
      problem: isByType
        ? `is not sold in ${zone}`
        : `has no ${pool.size} size in ${zone}: ${name} is not sold there`,
      allowed: `in ${locations.join(", ")}`,
      mend: `leave ${zone} out of the pool's zones, or choose another ${isByType ? "type" : "architecture"}`,
    }));
}

/** A server has the disk of its type; a smaller one is kept from pods, a larger one doesn't exist. */
function diskProblems(pool: NodePoolSettings, path: string): Problem[] {
  const name = serverTypeOf(pool);
  const diskGib = serverTypes[name]?.diskGib ?? 0;
  if (pool.diskSizeGb <= diskGib) return [];
  const [larger] = Object.entries(serverTypes).filter(
    ([, type]) => type.architecture === pool.architecture && type.diskGib >= pool.diskSizeGb,
  );
  return [
    {
      path: `${path}.diskSizeGb`,
      value: pool.diskSizeGb,
      problem: `is more than the disk of ${name}, which comes with the server`,
      allowed: `20 to ${diskGib}`,
      mend: `use ${diskGib}${larger === undefined ? "" : `, or the type "${larger[0]}" with ${larger[1].diskGib} GiB`}`,
    },
  ];
}
