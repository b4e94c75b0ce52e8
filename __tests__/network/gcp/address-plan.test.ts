import fc from "fast-check";
import { contains, overlaps, prefixLength } from "../../../constructs/contract/cidr";
import {
  controlPlaneAddresses,
  networkPrefixLengths,
  nodeAddresses,
  usableAddresses,
} from "../../../constructs/network/gcp/address-plan";

/** A network of any size that the checks let through. */
const network = fc.oneof(
  fc
    .integer({ min: networkPrefixLengths.largest, max: networkPrefixLengths.smallest })
    .map((n) => `10.0.0.0/${n}`),
  fc.constant("192.168.255.224/27"),
);

test("a /16 gives nodes its first half, and the control plane its last sixteen addresses", () => {
  expect(nodeAddresses("10.10.0.0/16")).toBe("10.10.0.0/17");
  expect(controlPlaneAddresses("10.10.0.0/16")).toBe("10.10.255.240/28");
});

test("the two share no address and lie within the network", () => {
  fc.assert(
    fc.property(network, (cidr) => {
      const blocks = [nodeAddresses(cidr), controlPlaneAddresses(cidr)] as const;
      expect(overlaps(...blocks)).toBe(false);
      expect(blocks.every((block) => contains(cidr, block))).toBe(true);
      expect(prefixLength(blocks[0])).toBe(prefixLength(cidr) + 1);
      expect(prefixLength(blocks[1])).toBe(28);
    }),
  );
});

test("Google keeps four addresses of a subnetwork", () => {
  expect(usableAddresses("10.0.0.0/24")).toBe(252);
});
