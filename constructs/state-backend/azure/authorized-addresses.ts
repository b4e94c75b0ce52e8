import { cidrSchema, isPrivate, prefixLength, subnet } from "../../contract/cidr";
import type { Problem } from "../../contract/problem";
import { parse } from "../../contract/shape";

/**
 * What Azure's firewalls can't let in. They see the public address that a packet comes from.
 * https://learn.microsoft.com/azure/storage/common/storage-network-security-ip-address-range
 */
export function authorizedAddressProblems(cidrs: readonly string[], path: string): Problem[] {
  return cidrs.flatMap((cidr) => {
    const malformed = parse(cidrSchema, cidr, path).problems;
    if (malformed.length > 0) return [...malformed];
    if (!isPrivate(cidr)) return [];
    return [
      {
        path,
        value: cidr,
        problem: "is a private block, and a storage account sees public addresses alone",
        allowed: "the public addresses that Terraform is run from",
        mend: "give the addresses of the network's gateway",
      },
    ];
  });
}

/** The blocks as the firewalls take them: of one or two addresses they want each by itself, without a prefix length. */
export function firewallRules(cidrs: readonly string[]): string[] {
  return cidrs.flatMap((cidr) => {
    const length = prefixLength(cidr);
    if (length < 31) return [cidr];
    return Array.from({ length: 2 ** (32 - length) }, (_, place) =>
      subnet(cidr, 32, place).replace("/32", ""),
    );
  });
}
