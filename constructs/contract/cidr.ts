import { Address4 } from "ip-address";
import { z } from "zod";
import { ruled } from "./rule";

/**
 * Address ranges that a network may use: RFC 1918, and RFC 6598's shared space, which clouds use for pods.
 */
const privateRanges = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

const example = 'an IPv4 block in CIDR notation, such as "10.10.0.0/16"';

/** An IPv4 block in canonical form. */
export const cidrSchema = canonical(z.string());

/** An IPv4 block within the private ranges. */
export const privateCidrSchema = ruled(cidrSchema, {
  holds: (text) => !isCanonical(text) || privateRanges.some((range) => contains(range, text)),
  problem: "is not within the private address ranges",
  allowed: `a block within ${privateRanges.join(", ")}`,
  mend: "choose a block from one of these ranges",
});

function canonical(schema: z.ZodString): z.ZodString {
  const noIpv6 = ruled(schema, {
    holds: (text) => !text.includes(":"),
    problem: "is an IPv6 block",
    allowed: example,
    mend: "give an IPv4 block",
  });
  const isBlock = ruled(noIpv6, {
    holds: (text) => text.includes(":") || isCidr(text),
    problem: "is not an address block",
    allowed: example,
    mend: "write four numbers from 0 to 255, a slash and a prefix length from 0 to 32",
  });
  return ruled(isBlock, {
    holds: (text) => !isCidr(text) || isCanonical(text),
    problem: "has host bits set",
    allowed: "the first address of the block and its prefix length",
    mend: (text) => `write "${canonicalForm(text)}"`,
  });
}

/** Whether a block lies within the private ranges. */
export function isPrivate(cidr: string): boolean {
  return privateRanges.some((range) => contains(range, cidr));
}

/** Whether two blocks share an address. */
export function overlaps(a: string, b: string): boolean {
  return contains(a, b) || contains(b, a);
}

/** Whether the whole of `inner` lies within `outer`. */
export function contains(outer: string, inner: string): boolean {
  return new Address4(inner).isInSubnet(new Address4(outer));
}

/** The prefix length of a block: 16 for "10.0.0.0/16". */
export function prefixLength(cidr: string): number {
  return new Address4(cidr).subnetMask;
}

/**
 * The n-th block of `length` within a block, as Terraform's `cidrsubnet` counts them, but known at synth.
 *
 * @throws RangeError if the block has no such part.
 */
export function subnet(cidr: string, length: number, position: number): string {
  const block = new Address4(cidr);
  const start = block.startAddress().bigInt() + BigInt(position) * 2n ** BigInt(32 - length);
  if (length < block.subnetMask || position < 0 || start > block.endAddress().bigInt()) {
    throw new RangeError(`${cidr} has no part ${position} of length /${length}`);
  }
  return `${Address4.fromBigInt(start).correctForm()}/${length}`;
}

function isCidr(text: string): boolean {
  return /^\d+\.\d+\.\d+\.\d+\/\d+$/.test(text) && Address4.isValid(text);
}

function isCanonical(text: string): boolean {
  return isCidr(text) && canonicalForm(text) === text;
}

function canonicalForm(text: string): string {
  const block = new Address4(text);
  return `${block.startAddress().correctForm()}/${block.subnetMask}`;
}
