import { prefixLengthProblems } from "../../contract/address-plan";
import { contains } from "../../contract/cidr";
import type { DraftEnvironment } from "../../contract/environment";
import { isExisting, type NetworkSettings } from "../../contract/network";
import type { Problem } from "../../contract/problem";
import { networkPrefixLengths, networkRanges } from "./address-plan";
import { existingNetworkProblems } from "./existing-network-checks";

/** What is wrong with an environment's network for Hetzner, beyond what no cloud could do. */
export function hetznerNetworkProblems(environment: DraftEnvironment): Problem[] {
  const { name, network, zones } = environment;
  if (network === undefined) return [];
  const path = `${name}.network`;
  if (isExisting(network)) {
    return [
      ...rangeProblems(`${path}.existing.cidr`, network.existing.cidr),
      ...existingNetworkProblems(environment, network),
    ];
  }
  return [
    ...rangeProblems(`${path}.cidr`, network.cidr),
    ...prefixLengthProblems(
      `${path}.cidr`,
      network.cidr,
      networkPrefixLengths,
      "is too small for the subnets of workers, control plane, load balancers and NAT",
    ),
    ...pairProblems(network, zones, path),
  ];
}

function rangeProblems(path: string, cidr: string): Problem[] {
  if (networkRanges.some((range) => contains(range, cidr))) return [];
  return [
    {
      path,
      value: cidr,
      problem: "is a block that Hetzner gives no network",
      allowed: `a block within ${networkRanges.join(", ")}`,
      mend: "choose a free block there",
    },
  ];
}

/** Two NAT hosts in one location would both go with it. */
function pairProblems(
  { natMode }: NetworkSettings,
  zones: readonly string[] | undefined,
  path: string,
): Problem[] {
  if (natMode !== "per-zone" || zones === undefined || zones.length >= 2) return [];
  return [
    {
      path: `${path}.natMode`,
      value: natMode,
      problem: "needs two locations for its two NAT hosts, and the environment spans one",
      allowed: '"single" with one zone',
      mend: 'use "single", or give the environment two zones',
    },
  ];
}
