import { Address4, Address6 } from "ip-address";
import { z } from "zod";
import { ruled, textMatching } from "./rule";

const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

/** A domain name in lower case; one beyond ASCII is written in Punycode. */
export const domainSchema = ruled(
  textMatching(
    new RegExp(`^(${label}\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$`),
    "a domain in lower case, such as example.com, whose parts have at most 63 characters",
    "write the name without https://, a path or a dot at its end",
  ),
  {
    holds: (name) => name.length <= 253,
    problem: "is too long for a domain",
    allowed: "253 characters",
    mend: "shorten it",
  },
);

/** The name of a host right below a domain, or `@` for the domain itself. */
export const hostLabelSchema = textMatching(
  new RegExp(`^(@|${label})$`),
  '"@" for the domain itself, or a name of at most 63 lower-case letters, digits and "-" without a dot',
  "name hosts relative to the domain",
);

/** The full name of a host of a domain. */
export function hostName(domain: string, host: string): string {
  return host === "@" ? domain : `${host}.${domain}`;
}

/** Whether a name is a domain, or one below it. */
export function isWithin(domain: string, name: string): boolean {
  return name === domain || name.endsWith(`.${domain}`);
}

const addressSchema = ruled(z.string(), {
  holds: (text) => parsed(text) !== undefined,
  problem: "is not an address",
  allowed: 'an IPv4 or IPv6 address, such as "203.0.113.10"',
  mend: "write the address without a prefix length or a port",
});

/** An address that the internet reaches, in the form in which Cloudflare gives it back. */
export const publicAddressSchema = ruled(
  ruled(addressSchema, {
    holds: (text) => (parsed(text)?.correctForm() ?? text) === text,
    problem: "is not in its shortest form",
    allowed: "addresses in lower case, without zeros that may be left out",
    mend: (text) => `write "${parsed(text)?.correctForm() ?? text}"`,
  }),
  {
    holds: (text) => !isInternal(text),
    problem: "is an address that the internet doesn't reach",
    allowed: "a public address",
    mend: "name the public address of a load balancer, or use a tunnel",
  },
);

/** Whether an address is one of IPv6. */
export function isIpv6(address: string): boolean {
  return address.includes(":");
}

function parsed(text: string): Address4 | Address6 | undefined {
  if (text.includes("/")) return undefined;
  if (Address4.isValid(text)) return new Address4(text);
  return Address6.isValid(text) ? new Address6(text) : undefined;
}

function isInternal(text: string): boolean {
  const address = parsed(text);
  return (
    address !== undefined &&
    (address.isPrivate() ||
      address.isCGNAT() ||
      address.isLoopback() ||
      address.isLinkLocal() ||
      address.isMulticast() ||
      address.isUnspecified())
  );
}
