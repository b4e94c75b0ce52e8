import fc from "fast-check";
import { Address4 } from "ip-address";
import { contains, overlaps } from "../../../constructs/contract/cidr";
import {
  apiAddress,
  controlPlaneAddresses,
  controlPlaneServerAddress,
  gatewayAddress,
  loadBalancerAddresses,
  natAddress,
  natAddresses,
  networkPrefixLengths,
  workerAddresses,
} from "../../../constructs/network/hetzner/address-plan";

/** A network of any size that the checks let through. */
const network = fc
  .integer({ min: networkPrefixLengths.largest, max: networkPrefixLengths.smallest })
  .map((length) => `10.0.0.0/${length}`);

test("a /16 gives workers its second half, which is its last subnet, and eighths to the rest", () => {
  expect(workerAddresses("10.10.0.0/16")).toBe("10.10.128.0/17");
  expect(controlPlaneAddresses("10.10.0.0/16")).toBe("10.10.0.0/19");
  expect(loadBalancerAddresses("10.10.0.0/16")).toBe("10.10.32.0/19");
  expect(natAddresses("10.10.0.0/16")).toBe("10.10.64.0/19");
});

test("the gateway is the network's first address, which Hetzner gives to nobody else", () => {
  expect(gatewayAddress("10.10.0.0/16")).toBe("10.10.0.1");
});

test("subnets share no address and lie within the network", () => {
  fc.assert(
    fc.property(network, (cidr) => {
      const blocks = [workerAddresses, controlPlaneAddresses, loadBalancerAddresses, natAddresses].map((of) =>
        of(cidr),
      );
      for (const [place, block] of blocks.entries()) {
        expect(contains(cidr, block)).toBe(true);
        expect(blocks.slice(place + 1).some((other) => overlaps(block, other))).toBe(false);
      }
    }),
  );
});

test("fixed addresses differ, and are neither the first nor the last of their subnets", () => {
  fc.assert(
    fc.property(network, (cidr) => {
      const fixed = (block: string, addresses: readonly string[]): void => {
        const subnet = new Address4(block);
        for (const address of addresses) {
          expect(contains(block, `${address}/32`)).toBe(true);
          expect([subnet.startAddress().address, subnet.endAddress().address]).not.toContain(address);
        }
        expect(new Set(addresses).size).toBe(addresses.length);
      };
      const servers = [0, 1, 2, 3, 4].map((position) => controlPlaneServerAddress(cidr, position));
      fixed(controlPlaneAddresses(cidr), [apiAddress(cidr), ...servers]);
      fixed(natAddresses(cidr), [natAddress(cidr, 0), natAddress(cidr, 1)]);
    }),
  );
});
