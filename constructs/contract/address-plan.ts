import { prefixLength, subnet } from "./cidr";
import type { Problem } from "./problem";

// A network's block is divided by a zone's place in the project's list alone: a zone that is added later takes the
// next part and moves nothing.

/** Zones that a plan has room for; more exist in no region of any cloud (AWS' us-east-1 has six). */
export const plannedZones = 6;

/** The n-th of a block's eighths; the first six are the zones'. */
export function eighth(cidr: string, position: number): string {
  return subnet(cidr, prefixLength(cidr) + 3, position);
}

/** The n-th of a block's sixty-fourths: what is small comes from the two eighths that no zone has. */
export function sixtyFourth(cidr: string, position: number): string {
  return subnet(cidr, prefixLength(cidr) + 6, position);
}

/**
 * Addresses of a subnet that machines can have. AWS and Azure both keep five.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 * https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq
 */
export function usableAddresses(cidr: string): number {
  return 2 ** (32 - prefixLength(cidr)) - 5;
}

/** How large and how small a block may be, as prefix lengths. */
export interface PrefixLengths {
  /** The shortest prefix: 8 is a /8. */
  readonly largest: number;
  /** The longest prefix. */
  readonly smallest: number;
}

/** A network's block, as far as the cloud limits it. */
export interface BlockSizes extends PrefixLengths {
  /** What is larger than it may be: "a block of a VPC". */
  readonly what: string;
}

/** A block that the cloud refuses for its size, or that can't be divided among the zones. */
export function blockSizeProblems(path: string, cidr: string, { what, ...lengths }: BlockSizes): Problem[] {
  const problem =
    prefixLength(cidr) < lengths.largest
      ? `is larger than ${what} may be`
      : "is too small to be divided among the zones";
  return prefixLengthProblems(path, cidr, lengths, problem);
}

/** A block that is larger or smaller than it may be; the problem says why. */
export function prefixLengthProblems(
  path: string,
  cidr: string,
  { largest, smallest }: PrefixLengths,
  problem: string,
): Problem[] {
  const length = prefixLength(cidr);
  if (length >= largest && length <= smallest) return [];
  return [
    {
      path,
      value: cidr,
      problem,
      allowed: `a prefix length from /${largest} to /${smallest}`,
      mend: `use a /${Math.min(Math.max(length, largest), smallest)}`,
    },
  ];
}
