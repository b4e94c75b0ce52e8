import fc from "fast-check";
import { plannedZones } from "../../../constructs/contract/address-plan";
import { contains, overlaps, prefixLength } from "../../../constructs/contract/cidr";
import { zoneAddresses } from "../../../constructs/network/aws/address-plan";
import { apiServerAddresses, nodeAddresses } from "../../../constructs/network/azure/address-plan";

const places = Array.from({ length: plannedZones }, (_, place) => place);

/** A network of any size that the plan divides. */
const network = fc
  .tuple(fc.integer({ min: 8, max: 22 }), fc.integer({ min: 0, max: 255 }))
  .map(([length, second]) => (length < 16 ? `10.0.0.0/${length}` : `10.${second}.0.0/${length}`));

test("a /16 is divided into node subnets of /19 and an API server's of /22", () => {
  expect(places.slice(0, 3).map((place) => nodeAddresses("10.0.0.0/16", place))).toEqual([
    "10.0.0.0/19",
    "10.0.32.0/19",
    "10.0.64.0/19",
  ]);
  expect(apiServerAddresses("10.0.0.0/16")).toBe("10.0.224.0/22");
});

test("no two subnets share an address, all lie within the network, and the API server's is a /28 or larger", () => {
  fc.assert(
    fc.property(network, (cidr) => {
      const subnets = [...places.map((place) => nodeAddresses(cidr, place)), apiServerAddresses(cidr)];
      const clashes = subnets.filter((one, i) => subnets.slice(0, i).some((other) => overlaps(one, other)));
      expect(clashes).toEqual([]);
      expect(subnets.filter((one) => !contains(cidr, one))).toEqual([]);
      expect(prefixLength(apiServerAddresses(cidr))).toBeLessThanOrEqual(28);
    }),
  );
});

test("nodes have the addresses that they would have on AWS", () => {
  for (const place of places) {
    expect(nodeAddresses("10.0.0.0/16", place)).toBe(zoneAddresses("10.0.0.0/16", place).private);
  }
});
