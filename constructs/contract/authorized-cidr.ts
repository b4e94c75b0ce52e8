import { cidrSchema, isPrivate } from "./cidr";
import { ruled } from "./rule";

const publicCidrSchema = ruled(cidrSchema, {
  holds: (cidr) => !/^[\d.]+\/([89]|[12]\d|3[0-2])$/.test(cidr) || !isPrivate(cidr),
  problem: "is a private block, which nobody comes from by the internet",
  allowed: "public addresses",
  mend: "name the public address that your network's traffic leaves from",
});

/** A block of public addresses that administrators come from, and not half of the internet. */
export const authorizedCidrSchema = ruled(publicCidrSchema, {
  // Two halves of the internet are the internet, too.
  holds: (cidr) => !/^[\d.]+\/[0-7]$/.test(cidr),
  problem: "lets in far more than administrators",
  allowed: "the blocks that administrators come from, each a /8 or smaller",
  mend: 'name your own address, such as "198.51.100.7/32"',
});
