import type { NetworkSettings } from "./network";
import type { Problem } from "./problem";

/** Nodes that reach neither the internet nor, privately, the cloud's own services. */
export function isolationProblems(
  { natMode, privateServiceAccess }: Pick<NetworkSettings, "natMode" | "privateServiceAccess">,
  path: string,
): Problem[] {
  if (natMode !== "none" || privateServiceAccess) return [];
  return [
    {
      path: `${path}.natMode`,
      value: "none",
      problem: "leaves nodes without a way to the services that they need to join the cluster",
      allowed: '"none" with privateServiceAccess: true, "single", or "per-zone"',
      mend: "add privateServiceAccess: true, or choose a NAT mode",
    },
  ];
}
